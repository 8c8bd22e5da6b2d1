/** AWS APIs behind Tomcat: raw request targets, accepted hosts, authentication, dispatch. */
@NullMarked
package dev.triggerfish.aws.web;

import org.jspecify.annotations.NullMarked;
