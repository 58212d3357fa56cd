package io.heddle.client.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heddle.client.cluster.ApplicationView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private static final String JOB = "00000000000000000000000000000001";
    private static final String CONTAINER = "container_1_0001_01_000002";
    private static final String LOST = "Worker " + CONTAINER + " on host h is lost: its container has ended with exit"
            + " status -104 (killed). Its last words on memory: 990 MB resident.";

    private static Records records(String... pathsAndJson) throws IOException {
        Map<String, JsonNode> pages = new HashMap<>();
        for (int at = 0; at < pathsAndJson.length; at += 2) {
            pages.put(pathsAndJson[at], new JsonMapper().readTree(pathsAndJson[at + 1].replace('\'', '"')));
        }
        return new ArchivedRecords(pages);
    }

    private static Records failed(String category, String message, String stack, String incidents) throws IOException {
        return records(
                "/jobs/overview",
                "{'jobs':[{'jid':'" + JOB + "','state':'FAILED','name':'j'}]}",
                "/jobs/" + JOB,
                "{'state':'FAILED'}",
                "/jobs/" + JOB + "/exceptions",
                "{'exceptionHistory':{'entries':[{'exceptionName':'" + message + "','category':'" + category
                        + "','stacktrace':'" + stack + "','taskName':'Map (1/2) - 0','endpoint':'h'}]}}",
                "/incidents",
                "{'incidents':[" + incidents + "]}");
    }

    private static ApplicationView ended(ApplicationView.State state, String diagnostics) {
        return new ApplicationView(
                "application_1_0001",
                "name",
                "Heddle",
                "me",
                "default",
                state,
                state == ApplicationView.State.KILLED ? ApplicationView.Outcome.KILLED : ApplicationView.Outcome.FAILED,
                diagnostics,
                "",
                -1,
                "",
                "appattempt_1_0001_000001",
                0,
                1,
                Set.of());
    }

    @Test
    void an_exception_of_the_program_names_its_line() throws IOException {
        Verdict verdict = JobDiagnosis.of(
                JOB,
                "",
                failed(
                        "USER",
                        "java.lang.IllegalStateException: too many",
                        "java.lang.IllegalStateException: too many\\n\\tat user-code//a.B.map(B.java:7)",
                        ""));
        assertEquals(Verdict.Blame.USER_CODE, verdict.attributedTo());
        assertEquals("java.lang.IllegalStateException: too many", verdict.cause());
        assertTrue(verdict.mend().contains("a.B.map(B.java:7)"), verdict.mend());
    }

    @Test
    void a_container_killed_for_its_memory_is_the_verdict_on_its_job_and_application() throws IOException {
        String incident = "{'taskmanager-id':'" + CONTAINER + "','location':'h','cause':'" + LOST + "','verdict':null,"
                + "'jobs':['" + JOB + "']}";
        Records records = failed("RESOURCES", LOST, "", incident);
        assertEquals(Verdict.Blame.MEMORY, JobDiagnosis.of(JOB, "", records).attributedTo());
        ApplicationView view = ended(ApplicationView.State.FINISHED, "Job 'j' has failed: " + LOST);
        Verdict whole = ApplicationDiagnosis.of(view, List.of(), Optional.of(records), id -> Optional.of(records));
        assertEquals(Verdict.Blame.MEMORY, whole.attributedTo());
        assertTrue(whole.evidence().stream().anyMatch(line -> line.contains("990 MB resident")), whole::toString);
        Verdict container = ContainerDiagnosis.of(CONTAINER, view, List.of(), Optional.of(records))
                .orElseThrow();
        assertEquals(Verdict.Blame.MEMORY, container.attributedTo());
    }

    @Test
    void an_application_that_has_not_quite_ended_is_explained_by_its_failed_job() throws IOException {
        String incident = "{'taskmanager-id':'" + CONTAINER + "','location':'h','cause':'" + LOST + "','verdict':null,"
                + "'jobs':['" + JOB + "']}";
        Records records = failed("RESOURCES", LOST, "", incident);
        ApplicationView view = ended(ApplicationView.State.RUNNING, "");
        Verdict verdict = ApplicationDiagnosis.of(view, List.of(), Optional.of(records), id -> Optional.of(records));
        assertEquals(Verdict.Blame.MEMORY, verdict.attributedTo());
        Records running = records("/jobs/overview", "{'jobs':[{'jid':'" + JOB + "','state':'RUNNING','name':'j'}]}");
        assertEquals(
                Verdict.Blame.NOBODY,
                ApplicationDiagnosis.of(view, List.of(), Optional.of(running), id -> Optional.of(running))
                        .attributedTo());
    }

    @Test
    void a_job_that_was_taken_over_says_by_whom_and_when() throws IOException {
        Records records = records(
                "/jobs/" + JOB,
                "{'state':'RUNNING'}",
                "/jobs/" + JOB + "/epochs",
                "{'epoch':'9-1-2','starts':[{'epoch':'9-1-1','timestamp':0,'origin':{'text':'FRESH'}},"
                        + "{'epoch':'9-1-2','timestamp':61000,'origin':{'text':'MASTER_FAILOVER'}}]}");
        Verdict verdict = JobDiagnosis.of(JOB, "", records);
        assertEquals("It has not ended; it runs.", verdict.cause());
        assertEquals(
                List.of(
                        "job " + JOB + " is RUNNING",
                        "1970-01-01T00:00:00Z: FRESH under the master of epoch 9-1-1",
                        "1970-01-01T00:01:01Z: MASTER_FAILOVER under the master of epoch 9-1-2"),
                verdict.evidence());
    }

    private static Verdict ofLoss(String yarn) throws IOException {
        String incident =
                "{'taskmanager-id':'" + CONTAINER + "','location':'h','cause':'it has been silent for 9914 ms',"
                        + "'verdict':" + yarn + ",'jobs':['" + JOB + "']}";
        return ContainerDiagnosis.of(
                        CONTAINER,
                        ended(ApplicationView.State.RUNNING, ""),
                        List.of(),
                        Optional.of(failed("LOST_PEER", "x", "", incident)))
                .orElseThrow();
    }

    @Test
    void a_silent_worker_is_the_nodes_affair_once_yarn_has_no_other_reason() throws IOException {
        assertEquals(Verdict.Blame.UNKNOWN, ofLoss("null").attributedTo());
        assertEquals(Verdict.Blame.NODE, ofLoss("'exit status -105'").attributedTo());
        assertEquals(Verdict.Blame.MEMORY, ofLoss("'exit status -104'").attributedTo());
    }

    @Test
    void a_container_without_a_loss_ended_with_its_application() throws IOException {
        ApplicationView view = ended(ApplicationView.State.FINISHED, "");
        Optional<Records> records = Optional.of(failed("USER", "x", "", ""));
        assertEquals(
                Verdict.Blame.NOBODY,
                ContainerDiagnosis.of(CONTAINER, view, List.of(), records)
                        .orElseThrow()
                        .attributedTo());
        assertEquals(Optional.empty(), ContainerDiagnosis.of(CONTAINER, view, List.of(), Optional.empty()));
    }

    @Test
    void without_an_archive_yarns_words_must_do() {
        Verdict killed = ApplicationDiagnosis.of(
                ended(ApplicationView.State.KILLED, "Application was killed by user root"),
                List.of(),
                Optional.empty(),
                id -> Optional.empty());
        assertEquals(Verdict.Blame.OPERATOR, killed.attributedTo());
        Verdict master = ApplicationDiagnosis.of(
                ended(ApplicationView.State.FAILED, "AM Container for appattempt_1 exited with  exitCode: -104"),
                List.of(),
                Optional.empty(),
                id -> Optional.empty());
        assertEquals(Verdict.Blame.MEMORY, master.attributedTo());
        Verdict main = ApplicationDiagnosis.of(
                ended(
                        ApplicationView.State.FINISHED,
                        "The program's main method threw an exception: a.B: no input\na.B: no input"),
                List.of(),
                Optional.empty(),
                id -> Optional.empty());
        assertEquals("The program's main method threw a.B: no input", main.cause());
    }

    @Test
    void an_archive_is_read_as_it_is_written() throws IOException {
        String file =
                "{\"archive\":[{\"path\":\"/jobs/overview\",\"json\":\"{\\\"jobs\\\":[{\\\"jid\\\":\\\"1\\\"}]}\"}]}";
        Records read = ArchivedRecords.read(file.getBytes(StandardCharsets.UTF_8));
        assertEquals("1", read.list("/jobs/overview", "jobs").get(0).path("jid").asText());
        assertEquals(Optional.empty(), read.page("/incidents"));
    }

    @Test
    void aJobSaysWhatItHasDroppedAsLateAndWhereThatWasRead() throws IOException {
        Verdict verdict = JobDiagnosis.of(
                JOB,
                "",
                records(
                        "/jobs/" + JOB,
                        "{'state':'RUNNING'}",
                        "/jobs/" + JOB + "/late",
                        "{'dropped':12,'samples':[{'operator':'sums','record':'(a,1)','timestamp':100,'watermark':850,"
                                + "'origins':[{'source':'clicks','split':'file-1','position':'byte 42'},"
                                + "{'source':'old clicks','split':'','position':''}]}]}"));
        assertTrue(
                verdict.evidence()
                        .contains("late for sums: (a,1), timestamp 100, event time was at 850; read by clicks,"
                                + " split file-1, byte 42, or by old clicks"),
                verdict.evidence().toString());
        assertTrue(verdict.evidence().stream().anyMatch(line -> line.startsWith("12 late records were dropped")));
    }
}
