/**
 * Deployment packages: a content-addressed store of zip files and of what is in them. Uploads are
 * hostile: names and links stay inside the folder, and bytes are counted while they are inflated.
 */
@NullMarked
package dev.triggerfish.invoker.code;

import org.jspecify.annotations.NullMarked;
