package io.heddle.engine.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Copies of the engine's own classes, one for each place of a plan where they stand on the hot path.
 *
 * <p>The JVM learns per class and call site which method is called. If ten operators of one class follow each other, each calls
 * another function and another successor from the same call site, and nothing is inlined; with a class of its own for each of
 * them, the JVM sees one function and one successor everywhere and compiles the whole chain into one method. Parallel tasks of
 * one vertex share their copies. May be used by every thread; the copies go with the job.
 */
public final class ClassCopies {
    private final Map<String, MethodHandle> constructors = new ConcurrentHashMap<>();

    /**
     * The only constructor of a copy of {@code original}.
     *
     * @param lookup of the original's package
     * @param place where in the plan it stands
     */
    public MethodHandle constructor(Lookup lookup, Class<?> original, String place) {
        return constructors.computeIfAbsent(
                original.getName() + "@" + place, absent -> constructorOfCopy(lookup, original));
    }

    /**
     * The constructor of a class that is generated for a place of the plan.
     *
     * @param generate makes it, once
     */
    public MethodHandle generated(String place, Supplier<MethodHandle> generate) {
        return constructors.computeIfAbsent("generated@" + place, absent -> generate.get());
    }

    private static MethodHandle constructorOfCopy(Lookup lookup, Class<?> original) {
        String file = original.getName().substring(original.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = original.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The class file of " + original.getName() + " cannot be found.");
            }
            Lookup copy = lookup.defineHiddenClass(in.readAllBytes(), false, Lookup.ClassOption.NESTMATE);
            return copy.unreflectConstructor(copy.lookupClass().getDeclaredConstructors()[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("The class file of " + original.getName() + " cannot be read.", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(original.getName() + " cannot be copied from its own package.", e);
        }
    }

    /** Calls such a constructor. */
    public static Object make(MethodHandle constructor, Object... arguments) {
        try {
            return constructor.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("A constructor of ours threw " + e, e);
        }
    }
}
