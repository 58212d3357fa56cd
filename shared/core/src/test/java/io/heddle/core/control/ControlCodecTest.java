package io.heddle.core.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.core.checkpoint.OperatorSnapshot;
import io.heddle.core.checkpoint.Segment;
import io.heddle.core.checkpoint.Slice;
import io.heddle.core.checkpoint.StateKind;
import io.heddle.core.checkpoint.TaskRestore;
import io.heddle.core.plan.JobId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlCodecTest {
    private static final JobId JOB = JobId.random(new Random(7));
    private static final Epoch EPOCH = new Epoch(1_700_000_000_000L, 3, 2);

    @Test
    void deploymentSurvivesTheWire() throws IOException {
        ExecutionId execution = new ExecutionId(new TaskId(JOB, 1, 5), 2);
        Segment segment = new Segment(
                StateKind.KEYED, "counts", "heap/1", 0, 63, new Slice.InFile("chk-4/w-1", 10, 20, 0xCAFE, false));
        ToWorker.DeployTasks sent = new ToWorker.DeployTasks(
                EPOCH,
                JOB,
                new Placement(
                        List.of(new WorkerAddress(new WorkerId("container_1"), "host", 4711)),
                        List.of(new Placement.VertexPlacement(1, new int[] {0, 0}, new int[] {2, 2}))),
                List.of(new ToWorker.TaskDeployment(
                        execution,
                        new TaskRestore(4, "dir", List.of(new OperatorSnapshot("op", List.of(segment))), false))));

        ToWorker.DeployTasks received =
                assertInstanceOf(ToWorker.DeployTasks.class, ControlCodec.decode(ControlCodec.encode(sent)));

        assertEquals(sent.tasks(), received.tasks());
        assertEquals(EPOCH, received.epoch());
        assertArrayEquals(
                new int[] {2, 2}, received.placement().vertices().get(0).attempt());
    }

    @Test
    void aNameThatIsNotAMessageOfOursIsRefused() {
        byte[] forged = new String(
                        ControlCodec.encode(new ToWorker.StopWorker(EPOCH, "x")), StandardCharsets.ISO_8859_1)
                .replace("StopWorker", "StopWorkeX")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThrows(IOException.class, () -> ControlCodec.decode(forged));
    }

    @Test
    void epochsOrderAsYarnOrdersThem() {
        assertEquals(-1, Integer.signum(EPOCH.compareTo(new Epoch(1_700_000_000_000L, 3, 3))));
        assertEquals(-1, Integer.signum(EPOCH.compareTo(new Epoch(1_700_000_000_000L, 4, 1))));
        assertEquals(1, Integer.signum(EPOCH.compareTo(Epoch.NONE)));
    }
}
