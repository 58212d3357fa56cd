package io.heddle.client.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.client.cluster.ApplicationSubmission;
import io.heddle.client.cluster.BareCluster;
import io.heddle.client.cluster.ClusterFacts;
import io.heddle.client.cluster.ClusterFiles;
import io.heddle.client.cluster.FileView;
import io.heddle.client.terminal.Terminal;
import io.heddle.core.config.ConfigurationBuilder;
import io.heddle.core.config.Origin;
import io.heddle.core.launch.LocalisedFile;
import io.heddle.core.launch.MasterLaunch;
import io.heddle.core.memory.ContainerLimits;
import io.heddle.core.storage.LocalStorage;
import io.heddle.core.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a submission costs, in facts that do not depend on the machine: a guard of its speed. */
class SubmissionCostTest {
    private static final int LIBRARIES = 55;
    private static final int LIBRARY_BYTES = 10_000;

    @TempDir
    Path directory;

    private final CountingFiles files = new CountingFiles();
    private final List<ApplicationSubmission> submitted = new ArrayList<>();
    private final ConfigurationBuilder settings = new ConfigurationBuilder();

    private SubmissionRequest request() throws IOException {
        List<LocalFile> libraries = new ArrayList<>();
        for (int i = 0; i < LIBRARIES; i++) {
            libraries.add(file("library-" + i + ".jar", LIBRARY_BYTES));
        }
        return new SubmissionRequest(
                MasterLaunch.Mode.PER_JOB,
                settings.build().configuration(),
                "job",
                new SubmissionRequest.Distribution(
                        libraries,
                        file("containers.jsa", 4 * LIBRARY_BYTES),
                        "<logging/>",
                        List.of(file("core-site.xml", 10), file("hdfs-site.xml", 20), file("yarn-site.xml", 30))),
                SubmissionRequest.UserFiles.NONE,
                new byte[] {1, 2, 3},
                null,
                true,
                List.of());
    }

    private LocalFile file(String name, int length) throws IOException {
        Path path = directory.resolve(name);
        if (!Files.exists(path)) {
            Files.write(path, new byte[length]);
        }
        return LocalFile.of(path, "lib/" + name);
    }

    private void submit(String applicationId) throws IOException {
        ClusterFacts facts = new ClusterFacts(
                "somebody",
                "hdfs://cluster/home",
                new ContainerLimits(128, 128, 8192, 8, 8192, 0),
                List.of(),
                List.of(),
                2);
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                false,
                80);
        new Submitter(new OneCluster(), new CredentialFiles(directory.resolve("home")), terminal)
                .submit(SubmissionPlan.of(request(), facts, applicationId));
    }

    @Test
    void librariesTravelAsOneAndTheSecondSubmissionUploadsNoneOfThem() throws IOException {
        submit("application_1_0001");
        assertEquals(5, files.uploads.get(), "libraries, class archive, three files of Hadoop's configuration");
        assertTrue(files.uploadedBytes.get() > LIBRARIES * LIBRARY_BYTES, "they hold all libraries");

        files.reset();
        submit("application_1_0002");
        assertEquals(0, files.uploads.get());
        assertEquals(0, files.uploadedBytes.get());
    }

    @Test
    void aSubmissionMakesFewCallsToTheFileSystem() throws IOException {
        submit("application_1_0001");
        files.reset();
        submit("application_1_0002");
        assertEquals(4, files.writes.get(), "credentials, configuration, plan, launch file");
        assertEquals(1, files.lists.get(), "one look at the cache");
        assertEquals(4, files.directories.get(), "base, cache, credentials, staging");
        assertEquals(0, files.others.get());
    }

    @Test
    void aNodeManagerFetchesFewFiles() throws IOException {
        submit("application_1_0001");
        List<LocalisedFile> master = submitted.get(0).master().files();
        assertEquals(9, master.size(), () -> "files of the master: " + master);
        assertEquals(
                1,
                master.stream()
                        .filter(file -> file.kind() == LocalisedFile.Kind.ARCHIVE)
                        .count());
        assertTrue(submitted.get(0).master().command().contains("-XX:SharedArchiveFile=classes.jsa "));
    }

    @Test
    void delegationTokensGoAlongUnlessTheUserSaysNo() throws IOException {
        settings.put("security.kerberos.access.hadoopFileSystems", "hdfs://other", Origin.PROGRAM);
        submit("application_1_0001");
        settings.put("security.delegation.tokens.enabled", "false", Origin.PROGRAM);
        submit("application_1_0002");
        assertEquals(
                List.of(
                        new ApplicationSubmission.Tokens(true, List.of("hdfs://other")),
                        new ApplicationSubmission.Tokens(false, List.of("hdfs://other"))),
                submitted.stream().map(ApplicationSubmission::tokens).toList());
    }

    private final class OneCluster extends BareCluster {
        @Override
        public void submit(ApplicationSubmission submission) {
            submitted.add(submission);
        }

        @Override
        public ClusterFiles files() {
            return files;
        }

        @Override
        public Storage storage() {
            return new LocalStorage();
        }
    }

    /** Counts calls; several threads upload at once. */
    private static final class CountingFiles implements ClusterFiles {
        private final Map<String, FileView> present = new ConcurrentHashMap<>();
        private final AtomicInteger uploads = new AtomicInteger();
        private final AtomicLong uploadedBytes = new AtomicLong();
        private final AtomicInteger writes = new AtomicInteger();
        private final AtomicInteger lists = new AtomicInteger();
        private final AtomicInteger directories = new AtomicInteger();
        private final AtomicInteger others = new AtomicInteger();

        void reset() {
            for (AtomicInteger count : List.of(uploads, writes, lists, directories, others)) {
                count.set(0);
            }
            uploadedBytes.set(0);
        }

        private FileView put(String path, long length) {
            FileView view = new FileView(path, length, 1);
            present.put(path, view);
            return view;
        }

        @Override
        public List<FileView> list(String path) {
            lists.incrementAndGet();
            return present.entrySet().stream()
                    .filter(file -> file.getKey().startsWith(path + "/"))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        @Override
        public Optional<FileView> status(String path) {
            others.incrementAndGet();
            return Optional.ofNullable(present.get(path));
        }

        @Override
        public void makeDirectory(String path, int mode) {
            directories.incrementAndGet();
        }

        @Override
        public FileView upload(Source source, String path, int mode, int replication) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                source.writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            uploads.incrementAndGet();
            uploadedBytes.addAndGet(out.size());
            return put(path, out.size());
        }

        @Override
        public FileView write(byte[] content, String path, int mode) {
            writes.incrementAndGet();
            return put(path, content.length);
        }

        @Override
        public Optional<byte[]> read(String path) {
            others.incrementAndGet();
            return Optional.empty();
        }

        @Override
        public void delete(String path) {
            others.incrementAndGet();
        }
    }
}
