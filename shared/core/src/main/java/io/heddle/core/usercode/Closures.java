package io.heddle.core.usercode;

import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.fault.Problem;
import io.heddle.core.plan.Closed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Functions of the program as bytes, by Java serialisation: the one place where it is used. A closure is captured by the
 * client and opened by a worker, with the program's class loader, behind a filter.
 */
public final class Closures {

    private static final int DEEPEST = 500;

    private Closures() {}

    /**
     * Captures an object with all it refers to. An outer object that an inner class holds and never uses is let go.
     *
     * @throws HeddleException that names the field which cannot be written, and its class
     */
    public static Closed capture(Object closure) {
        List<String> notes = OuterReferences.letGoOfUnused(closure);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new CheckedOutput(bytes)) {
                out.writeObject(closure);
            }
            return new Closed(bytes.toByteArray(), describe(closure));
        } catch (IOException | RuntimeException e) {
            throw notSerialisable(closure, notes, e);
        }
    }

    /** Lets a function inside another object go of an outer object that it holds and never uses, before the capture. */
    public static void letGoOfUnusedOuter(Object function) {
        OuterReferences.letGoOfUnused(function);
    }

    /**
     * Opens a closure.
     *
     * @throws HeddleException if it holds a class that is neither the program's, nor of the API, nor a plain one of the
     *     JDK; or if its classes are not those it was captured with
     */
    public static <T> T open(Closed closed, Class<T> type, ClassLoader userCode) {
        try (ObjectInputStream in = new UserCodeInput(closed, userCode)) {
            return type.cast(in.readObject());
        } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError e) {
            throw notOpened(closed, e);
        }
    }

    private static String describe(Object closure) {
        String name = closure.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda) + " (lambda)";
    }

    private static HeddleException notSerialisable(Object closure, List<String> notes, Exception cause) {
        List<String> path = new ArrayList<>(UnserialisablePath.find(closure));
        String where = path.isEmpty() ? String.valueOf(cause.getMessage()) : String.join(" -> ", path);
        boolean outer = where.contains(".this$");
        String mend = outer
                ? "The inner class holds the object around it. Make it a static class or a lambda that uses none of its"
                        + " fields, or copy what it needs into a local variable."
                : "Make the field transient and fill it in open(...), or make its class Serializable.";
        return new HeddleException(
                FaultCategory.USER,
                new Problem(
                        "The function " + describe(closure) + " cannot be sent to the workers: it is not serialisable.",
                        "What cannot be written is " + where + "." + (notes.isEmpty() ? "" : " " + notes),
                        mend),
                cause);
    }

    private static HeddleException notOpened(Closed closed, Throwable cause) {
        String mend = cause instanceof ClassNotFoundException || cause instanceof LinkageError
                ? "Put the class into the job's jar, or name its jar with -C."
                : cause instanceof InvalidClassException
                        ? "Submit the program with the jar that its workers use, and hold only its own classes and plain"
                                + " values in functions."
                        : "";
        return new HeddleException(
                FaultCategory.USER,
                new Problem(
                        "The function " + closed.description() + " cannot be opened.",
                        cause.getClass().getSimpleName() + ": " + cause.getMessage() + ".",
                        mend),
                cause);
    }

    /** Refuses on the way out what {@link UserCodeInput} would refuse on the way in. */
    private static final class CheckedOutput extends ObjectOutputStream {

        CheckedOutput(OutputStream out) throws IOException {
            super(out);
        }

        @Override
        protected void annotateClass(Class<?> type) throws IOException {
            if (ClosureClasses.isOfJdk(type) && !ClosureClasses.isPlain(type)) {
                throw new InvalidClassException(type.getName(), "not a plain value of the JDK");
            }
        }
    }

    /** Finds classes by the program's loader, and reads only those that are allowed. */
    private static final class UserCodeInput extends ObjectInputStream {

        private final ClassLoader userCode;
        private final int size;

        UserCodeInput(Closed closed, ClassLoader userCode) throws IOException {
            super(new ByteArrayInputStream(closed.bytes()));
            this.userCode = userCode;
            this.size = closed.bytes().length;
            setObjectInputFilter(this::check);
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws ClassNotFoundException, IOException {
            try {
                return Class.forName(description.getName(), false, userCode);
            } catch (ClassNotFoundException e) {
                // the names of primitives belong to no loader
                return super.resolveClass(description);
            }
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws InvalidClassException {
            throw new InvalidClassException("a proxy of " + String.join(", ", interfaces));
        }

        private ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
            // an array takes at least one byte for each element, so a longer one is a lie
            if (info.depth() > DEEPEST || info.arrayLength() > size) {
                return ObjectInputFilter.Status.REJECTED;
            }
            Class<?> type = info.serialClass();
            if (type == null) {
                return ObjectInputFilter.Status.UNDECIDED;
            }
            return ClosureClasses.isAllowed(type, userCode)
                    ? ObjectInputFilter.Status.ALLOWED
                    : ObjectInputFilter.Status.REJECTED;
        }
    }
}
