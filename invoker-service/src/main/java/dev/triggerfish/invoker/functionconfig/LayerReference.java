package dev.triggerfish.invoker.functionconfig;

/**
 * A layer's version as a function has it: all that is needed to run it, whether or not the layer is
 * still there.
 *
 * @param arn of the layer's version
 * @param sha256 of its zip, hexadecimal: its name in the code store
 * @param size of the zip in bytes
 * @param unzippedSize sum of the files in it, in bytes
 */
public record LayerReference(String arn, String sha256, long size, long unzippedSize) {}
