package io.heddle.core.transport.http;

import io.heddle.core.security.Secret;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may do what at one listener. */
sealed interface Access {
    /** What a request may do. */
    enum Right {
        ALL,
        READ,
        NONE
    }

    /** The headers a rule looks at; empty where absent. */
    record Credentials(String authorization, String cookie) {}

    /** A decision, and in whose name. */
    record Verdict(Right right, String user) {}

    /** Whether a connection from there may say anything at all. */
    boolean admits(InetAddress source);

    Verdict judge(Credentials given);

    /** Whoever knows the token is the owner. */
    record OwnersToken(Secret token) implements Access {
        private static final String BEARER = "Bearer ";

        @Override
        public boolean admits(InetAddress source) {
            return true;
        }

        @Override
        public Verdict judge(Credentials given) {
            String header = given.authorization();
            boolean known = header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    && token.matchesToken(header.substring(BEARER.length()).trim());
            return new Verdict(known ? Right.ALL : Right.NONE, known ? "owner" : "");
        }
    }

    /** YARN's web proxy, known by its address, may read for its users; everybody else is not answered. */
    record YarnProxy(Set<InetAddress> proxies) implements Access {
        private static final Pattern USER = Pattern.compile("(?:^|;\\s*)proxy-user=([^;]*)");

        @Override
        public boolean admits(InetAddress source) {
            return proxies.contains(source);
        }

        @Override
        public Verdict judge(Credentials given) {
            Matcher user = USER.matcher(given.cookie());
            String name = user.find() ? user.group(1) : "";
            try {
                name = URLDecoder.decode(name, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                name = "";
            }
            return new Verdict(Right.READ, name);
        }
    }
}
