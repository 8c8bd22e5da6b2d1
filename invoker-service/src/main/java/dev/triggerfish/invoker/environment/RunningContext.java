package dev.triggerfish.invoker.environment;

import dev.triggerfish.invoker.invocation.InvocationObserver;
import dev.triggerfish.invoker.logs.BilledDuration;

/**
 * What all environments of this process share.
 *
 * @param channels by which runtimes reach them
 * @param timers for time-outs, in wall time
 * @param starts who may start
 * @param billing how durations are billed
 * @param observer who is told what invocations took
 * @param endpoint where runtimes and functions reach the platform
 * @param limits of INIT
 */
record RunningContext(
    RuntimeChannels channels,
    WallTimers timers,
    StartGate starts,
    BilledDuration billing,
    InvocationObserver observer,
    FunctionEndpoint endpoint,
    EnvironmentProperties limits) {}
