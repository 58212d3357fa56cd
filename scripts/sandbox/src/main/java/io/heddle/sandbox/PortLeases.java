package io.heddle.sandbox;

import io.heddle.core.config.ProcessEnvironment;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which ports belong to which of a user's sandboxes on this machine: those of a sandbox that is about to start, and
 * those of a daemon that was killed to be started again, look free and are not.
 *
 * @param folder has a file for each sandbox, which names its folder, its ports and the process that started it
 */
record PortLeases(Path folder) {

    /** Those of the user who runs this process. */
    static PortLeases ofUser(String user) {
        String temporary =
                ProcessEnvironment.ofThisProcess().property("java.io.tmpdir").orElse("/tmp");
        return new PortLeases(Path.of(temporary, "heddle-sandboxes-" + user));
    }

    /** Chooses ports that no other sandbox has, for the sandbox in that folder; gives back what it had before. */
    Ports choose(Path sandbox, Map<String, Integer> wanted) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Held until the file is closed.
            file.lock();
            Ports chosen = Ports.choose(wanted, leasedBesides(sandbox));
            Path lease = lease(sandbox);
            Files.writeString(lease, sandbox.toAbsolutePath() + "\n");
            chosen.write(portsOf(lease));
            new PidFile(starterOf(lease)).write(ProcessHandle.current());
            return chosen;
        }
    }

    /** The sandbox has ended. */
    void giveBack(Path sandbox) throws IOException {
        drop(lease(sandbox));
    }

    private Set<Integer> leasedBesides(Path sandbox) throws IOException {
        Set<Integer> leased = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path lease :
                    files.filter(each -> each.toString().endsWith(".lease")).toList()) {
                if (lease.equals(lease(sandbox))) {
                    continue;
                }
                if (isAlive(lease)) {
                    leased.addAll(Ports.read(portsOf(lease)).byName().values());
                } else {
                    drop(lease);
                }
            }
        }
        return leased;
    }

    /** Whether the sandbox has a daemon, or somebody is starting it. */
    private static boolean isAlive(Path lease) throws IOException {
        if (!Files.exists(portsOf(lease))) {
            return false;
        }
        if (new PidFile(starterOf(lease)).process().isPresent()) {
            return true;
        }
        Path pids = new Layout(Path.of(Files.readString(lease).strip())).pids();
        try (Stream<Path> files = Files.exists(pids) ? Files.list(pids) : Stream.empty()) {
            for (Path each : files.toList()) {
                if (new PidFile(each).process().isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void drop(Path lease) throws IOException {
        for (Path each : List.of(lease, portsOf(lease), starterOf(lease))) {
            Files.deleteIfExists(each);
        }
    }

    private Path lease(Path sandbox) {
        String path = sandbox.toAbsolutePath().normalize().toString();
        return folder.resolve(UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8)) + ".lease");
    }

    private static Path portsOf(Path lease) {
        return Path.of(lease + ".ports");
    }

    private static Path starterOf(Path lease) {
        return Path.of(lease + ".starter");
    }
}
