package io.heddle.hadoop;

import io.heddle.core.launch.ContainerNames;
import io.heddle.core.security.ApplicationCredentials;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;

/** What YARN put into the container's token file: delegation tokens, and the secrets that the submitter added. */
public final class ContainerCredentials {
    private static final Text MASTER_TOKEN = new Text("YARN_AM_RM_TOKEN");

    private ContainerCredentials() {}

    /**
     * The application's own credentials, by which its processes know one another.
     *
     * @throws IOException if the token file has none, or cannot be read
     */
    public static ApplicationCredentials application() throws IOException {
        return application(UserGroupInformation.getCurrentUser().getCredentials());
    }

    static ApplicationCredentials application(Credentials all) throws IOException {
        byte[] encoded = all.getSecretKey(new Text(ContainerNames.CREDENTIALS_ALIAS));
        if (encoded == null) {
            throw new IOException("The container's token file holds no application credentials.");
        }
        // Not wiped: the array is Hadoop's own, and goes on into every container that we start.
        return ApplicationCredentials.decode(encoded);
    }

    /**
     * Everything this process holds at this moment, except the token that only a master may have: for the launch context
     * of another container and for tokens sent to running ones.
     */
    public static byte[] forWorkers() throws IOException {
        return encode(withoutMasterToken(UserGroupInformation.getCurrentUser().getCredentials()));
    }

    /** As {@link #forWorkers()}, in the form that a launch context takes. */
    public static ByteBuffer forLaunch() throws IOException {
        return ByteBuffer.wrap(forWorkers());
    }

    static Credentials withoutMasterToken(Credentials all) {
        Credentials rest = new Credentials();
        for (Text alias : all.getAllSecretKeys()) {
            rest.addSecretKey(alias, all.getSecretKey(alias));
        }
        for (Token<?> token : all.getAllTokens()) {
            if (!token.getKind().equals(MASTER_TOKEN)) {
                rest.addToken(token.getService(), token);
            }
        }
        return rest;
    }

    static byte[] encode(Credentials credentials) throws IOException {
        try (DataOutputBuffer out = new DataOutputBuffer()) {
            credentials.writeTokenStorageToStream(out);
            return Arrays.copyOf(out.getData(), out.getLength());
        }
    }

    /** Takes tokens that {@link #forWorkers()} wrote in another process; newer ones replace older ones of a service. */
    public static void accept(byte[] encoded) throws IOException {
        Credentials fresh = new Credentials();
        fresh.readTokenStorageStream(new DataInputStream(new ByteArrayInputStream(encoded)));
        UserGroupInformation.getCurrentUser().addCredentials(fresh);
    }
}
