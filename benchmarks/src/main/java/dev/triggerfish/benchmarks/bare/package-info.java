/** The floor: the same Tomcat and the same environment processes, and nothing else. */
@NullMarked
package dev.triggerfish.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
