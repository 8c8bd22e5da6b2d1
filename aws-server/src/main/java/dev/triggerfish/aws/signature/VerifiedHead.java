package dev.triggerfish.aws.signature;

import dev.triggerfish.policy.Principal;

/**
 * A request whose signature is good as far as its head goes.
 *
 * @param principal who signed it
 * @param payloadHash what the signature says about the body: its SHA-256 in hex, or one of the
 *     words that stand in its place, such as {@code UNSIGNED-PAYLOAD}
 * @param chunks by which the chunks of a body that is signed in chunks are verified
 */
public record VerifiedHead(Principal principal, String payloadHash, ChunkSignatures chunks) {}
