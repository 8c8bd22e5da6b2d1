/**
 * Who is who: the replica of IAM's state that every service holds, and the port to iam-service,
 * which alone holds\n * secrets.
 */
@NullMarked
package dev.triggerfish.aws.identity;

import org.jspecify.annotations.NullMarked;
