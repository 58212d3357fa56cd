package io.heddle.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.coordinator.port.Decision;
import io.heddle.coordinator.port.JobStatus;
import io.heddle.core.control.ControlCodec;
import io.heddle.core.control.ExecutionId;
import io.heddle.core.control.TaskState;
import io.heddle.core.control.ToWorker;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a deployment costs the master, in what can be counted: messages, ledger entries, bytes. */
class DeploymentCostTest {
    private static final int WORKERS = 10;
    private static final int COLLECTIONS = 3;

    /** Two vertices of that many tasks each, everyone of the first sending to everyone of the second. */
    private static Plans wide(int tasksPerVertex) {
        return Plans.job(1).vertex(tasksPerVertex).vertex(tasksPerVertex).pipelined(0, 1);
    }

    private static Stage deployed(int tasksPerVertex) {
        Stage stage = Stage.local(WORKERS, tasksPerVertex / WORKERS);
        for (int worker = 0; worker < WORKERS; worker++) {
            stage.takeSent("w" + worker);
        }
        stage.submit(wide(tasksPerVertex));
        return stage;
    }

    private static int tasksDeployed(Stage stage) {
        return stage.made(Decision.Send.class).stream()
                .map(Decision.Send::message)
                .filter(ToWorker.DeployTasks.class::isInstance)
                .mapToInt(message -> ((ToWorker.DeployTasks) message).tasks().size())
                .sum();
    }

    @Test
    void aWorkerIsSentTwoMessagesHoweverManyTasksItGets() {
        for (int width : new int[] {10, 100, 1_000}) {
            Stage stage = deployed(width);
            assertEquals(2 * width, tasksDeployed(stage));
            for (int worker = 0; worker < WORKERS; worker++) {
                List<Class<?>> sent = List.copyOf(stage.takeSent("w" + worker).stream()
                        .<Class<?>>map(Object::getClass)
                        .toList());
                assertEquals(List.of(ToWorker.OpenJob.class, ToWorker.DeployTasks.class), sent);
            }
        }
    }

    @Test
    void theLedgerIsWrittenAsOftenForOneTaskAsForThousands() {
        assertEquals(deployed(10).ledger.size(), deployed(1_000).ledger.size());
    }

    @Test
    void aDeploymentTellsEachWorkerBytesInProportionToTheTasksAndNotToTheChannels() {
        long small = bytesToOneWorker(deployed(100));
        long large = bytesToOneWorker(deployed(1_000));
        assertTrue(large <= 11 * small, "ten times the tasks need " + large + " bytes instead of " + small);
    }

    private static long bytesToOneWorker(Stage stage) {
        return stage.takeSent("w0").stream()
                .mapToLong(message -> ControlCodec.encode(message).length)
                .sum();
    }

    /** 25 million channels between them: the master must hold tasks, not channels. */
    @Test
    void tenThousandTasksTakeLittleMemory() {
        int width = 5_000;
        long before = heapBytes();
        long begunNs = cpuNs();
        Stage stage = deployed(width);
        int tasks = tasksDeployed(stage);
        Map<String, List<ExecutionId>> running = new TreeMap<>();
        for (int worker = 0; worker < WORKERS; worker++) {
            running.put("w" + worker, stage.obey("w" + worker, TaskState.RUNNING));
        }
        long spentMs = (cpuNs() - begunNs) / 1_000_000;
        stage.decisions.clear();
        stage.ledger.clear();
        long bytes = heapBytes() - before;
        System.out.println("10,000 tasks: " + spentMs + " CPU-ms of the master from the plan to the last task running, "
                + bytes / 1024 + " KB kept");
        assertEquals(2 * width, tasks);
        assertEquals(JobStatus.RUNNING, stage.status(Plans.id(1)));
        assertTrue(bytes < 2_000L * tasks, "a task takes " + bytes / tasks + " bytes");
        begunNs = cpuNs();
        running.forEach(
                (worker, executions) -> executions.forEach(each -> stage.says(worker, each, TaskState.FINISHED, null)));
        System.out.println("their end: " + (cpuNs() - begunNs) / 1_000_000 + " CPU-ms");
        assertEquals(JobStatus.FINISHED, stage.status(Plans.id(1)));
    }

    private static long cpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long heapBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            ManagementFactory.getMemoryMXBean().gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
