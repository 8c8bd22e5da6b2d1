/** What users and roles have in common: names, paths, tags, inline policies, attachments. */
@NullMarked
package dev.triggerfish.iam.principal;

import org.jspecify.annotations.NullMarked;
