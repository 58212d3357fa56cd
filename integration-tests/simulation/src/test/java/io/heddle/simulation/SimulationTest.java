package io.heddle.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final int SEEDS = 400;

    @Test
    void everySeedEndsWellWhateverFails() {
        List<String> problems = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Simulation.run(seed, Mutation.NONE, false))
                .filter(result -> !result.isGood())
                .map(Simulation.Result::problem)
                .toList();
        assertEquals(List.of(), problems);
    }

    @Test
    void aSeedReplaysBitByBit() {
        for (long seed = 1; seed <= 20; seed++) {
            assertEquals(Simulation.run(seed, Mutation.NONE, false), Simulation.run(seed, Mutation.NONE, false));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aPlantedDefectIsFound(Mutation mutation) {
        boolean found = LongStream.rangeClosed(1, SEEDS)
                .anyMatch(seed -> !Simulation.run(seed, mutation, false).isGood());
        assertTrue(found, mutation + " was not found in " + SEEDS + " seeds");
    }
}
