package io.heddle.hadoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.core.launch.ContainerNames;
import io.heddle.core.security.ApplicationCredentials;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.token.Token;
import org.junit.jupiter.api.Test;

class ContainerCredentialsTest {

    private static Token<?> token(String kind, String service) {
        return new Token<>(new byte[] {1}, new byte[] {2}, new Text(kind), new Text(service));
    }

    @Test
    void theMastersOwnTokenNeverLeavesIt() throws IOException {
        Credentials all = new Credentials();
        all.addToken(new Text("rm"), token("YARN_AM_RM_TOKEN", "rm:8030"));
        all.addToken(new Text("ha-hdfs:cluster"), token("HDFS_DELEGATION_TOKEN", "ha-hdfs:cluster"));
        all.addSecretKey(new Text("secret"), "s".getBytes(UTF_8));

        Credentials read = new Credentials();
        read.readTokenStorageStream(new DataInputStream(
                new ByteArrayInputStream(ContainerCredentials.encode(ContainerCredentials.withoutMasterToken(all)))));

        assertEquals(1, read.numberOfTokens());
        assertNotNull(read.getToken(new Text("ha-hdfs:cluster")));
        assertArrayEquals("s".getBytes(UTF_8), read.getSecretKey(new Text("secret")));
    }

    @Test
    void theApplicationsCredentialsAreFoundAmongTheSecrets() throws IOException {
        ApplicationCredentials made = ApplicationCredentials.create(new SecureRandom());
        Credentials all = new Credentials();
        all.addSecretKey(new Text(ContainerNames.CREDENTIALS_ALIAS), made.encode());
        assertEquals(made.certificate(), ContainerCredentials.application(all).certificate());
    }

    @Test
    void aContainerWithoutThemSaysSo() {
        IOException none = assertThrows(IOException.class, () -> ContainerCredentials.application(new Credentials()));
        assertTrue(none.getMessage().contains("no application credentials"), none::getMessage);
    }
}
