/**
 * Resource policies of functions, versions and aliases: who beside the account's own identities may
 * do what to them. Other resources of Lambda share their form.
 */
@NullMarked
package dev.triggerfish.invoker.permission;

import org.jspecify.annotations.NullMarked;
