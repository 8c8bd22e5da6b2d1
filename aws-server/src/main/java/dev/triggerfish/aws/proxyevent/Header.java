package dev.triggerfish.aws.proxyevent;

/**
 * A header of an answer, fit for the wire.
 *
 * @param name in the case in which it is sent
 * @param value one value; octets beyond ASCII as the web layer takes them, one per character
 */
public record Header(String name, String value) {}
