package dev.triggerfish.eventbus.dynamodb.row;

/**
 * What makes a transaction happen once.
 *
 * @param accountId whose token it is
 * @param region likewise
 * @param token the client's
 * @param request a digest of the transaction
 */
public record ClientToken(String accountId, String region, String token, String request) {}
