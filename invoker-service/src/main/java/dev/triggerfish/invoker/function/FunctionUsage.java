package dev.triggerfish.invoker.function;

/**
 * What an account's functions amount to in one region.
 *
 * @param functions how many there are, whatever their versions
 * @param codeSize bytes of their packages; a package counts once for all versions of a function
 *     that have it
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AccountUsage.html">
 *     AccountUsage</a>
 */
public record FunctionUsage(long functions, long codeSize) {}
