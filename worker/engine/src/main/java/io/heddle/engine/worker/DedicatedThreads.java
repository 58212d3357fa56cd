package io.heddle.engine.worker;

import io.heddle.core.agent.AgentRunner;
import io.heddle.core.agent.Wakeup;
import io.heddle.core.time.Clock;
import io.heddle.engine.task.Task;
import java.util.function.Consumer;

/** One thread per task, named as the task. */
public final class DedicatedThreads implements TaskThreads {
    private final Clock clock;
    private final Consumer<Throwable> onFatal;

    /**
     * Threads by that clock.
     *
     * @param onFatal told of what not even a task survives, such as a missing class or memory
     */
    public DedicatedThreads(Clock clock, Consumer<Throwable> onFatal) {
        this.clock = clock;
        this.onFatal = onFatal;
    }

    @Override
    public Running start(Task task, Wakeup wakeup, ClassLoader userCode) {
        AgentRunner runner = new AgentRunner(task, wakeup, clock, onFatal);
        runner.userCode(userCode);
        runner.start();
        return new Running() {
            @Override
            public void interrupt() {
                runner.interrupt();
            }

            @Override
            public StackTraceElement[] stack() {
                return runner.stack();
            }

            @Override
            public void stop() {
                runner.close();
            }
        };
    }
}
