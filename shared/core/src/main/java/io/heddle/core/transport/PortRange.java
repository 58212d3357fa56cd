package io.heddle.core.transport;

import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ports as users write them: {@code 0}, {@code 50100}, {@code 50100-50200}, or several of these with commas. */
public final class PortRange {
    private static final int MAX_PORT = 65_535;
    /** Whichever the operating system gives. */
    public static final PortRange ANY = parse("0");

    private final String text;
    private final List<int[]> parts = new ArrayList<>();

    private PortRange(String text) {
        this.text = text;
    }

    /** Something that binds a port or says why not. */
    public interface Binding<T> {
        T bind(int port) throws IOException;
    }

    /**
     * Reads a range.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PortRange parse(String text) {
        PortRange range = new PortRange(text);
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", 2);
            try {
                int first = Integer.parseInt(ends[0].strip());
                int last = ends.length == 1 ? first : Integer.parseInt(ends[1].strip());
                if (first < 0 || last < first || last > MAX_PORT) {
                    throw new NumberFormatException("out of range");
                }
                range.parts.add(new int[] {first, last});
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("Not a port, range or list of ports: '" + text + "'.", e);
            }
        }
        return range;
    }

    /**
     * Binds the first port that can be bound.
     *
     * @throws BindException if none can; the last failure is its cause
     */
    public <T> T first(Binding<T> binding) throws BindException {
        IOException last = new IOException("there is none");
        for (int[] part : parts) {
            for (int port = part[0]; port <= part[1]; port++) {
                try {
                    return binding.bind(port);
                } catch (IOException e) {
                    last = e;
                }
            }
        }
        BindException none = new BindException("no port of " + text + " can be listened at: " + last.getMessage());
        none.initCause(last);
        throw none;
    }

    /** These ports, and if none of them can be had, any. */
    public PortRange orAny() {
        return parse(text + ",0");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PortRange range && range.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As a user writes it. */
    @Override
    public String toString() {
        return text;
    }
}
