package io.heddle.conventions;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Timer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** The laws that can be read from compiled classes. */
final class Laws {
    private static final int MAX_CONSTRUCTOR_PARAMETERS = 7;
    private static final Pattern BANNED_NAMES =
            Pattern.compile("(Abstract|Default)[A-Z].*|.*(Manager|Util|Utils|Helper|Impl)");

    /** Where threads are made: agents. The sandbox starts processes and has no agent to wait for them in. */
    private static final String[] THREADS = {"io.heddle.core.agent.."};

    /** Rings and other lock-free hand-over between two owners live here and nowhere else. */
    private static final String[] LOCK_FREE = {
        "io.heddle.core.agent..", "io.heddle.core.transport..", "io.heddle.engine.network.."
    };

    /** A program as a user writes it is held only to what its job needs. */
    private static final String USER_PROGRAMS = "io.heddle.examples..";

    private static final Calls MAKE_THREADS = Calls.to()
            .constructors(Thread.class)
            .constructors(Timer.class)
            .constructors(ThreadPoolExecutor.class)
            .constructors(ForkJoinPool.class)
            .methods(Executors.class, "*")
            .methods(Thread.class, "start", "ofVirtual", "ofPlatform", "startVirtualThread")
            .methods(CompletableFuture.class, "supplyAsync", "runAsync");

    private static final Calls BLOCK = Calls.to()
            .methods(Thread.class, "sleep", "join")
            .methods(Object.class, "wait")
            .methods(Future.class, "get", "join")
            .methods(BlockingQueue.class, "take", "put")
            .methods(CountDownLatch.class, "await")
            .methods(Semaphore.class, "acquire*")
            .methods(Condition.class, "await*")
            .methods(Lock.class, "lock*")
            .methods(LockSupport.class, "park*")
            .methods(Process.class, "waitFor");

    private static final Calls READ_THE_CLOCK = Calls.to()
            .methods(System.class, "currentTimeMillis", "nanoTime")
            .methods(Instant.class, "now")
            .methods(Temporal.class, "now")
            .methods(java.time.Clock.class, "system*")
            .bareMethods(Date.class, "<init>");

    private static final Calls READ_THE_ENVIRONMENT = Calls.to()
            .methods(System.class, "getenv", "getProperty", "getProperties", "setProperty")
            .methods(Integer.class, "getInteger")
            .methods(Long.class, "getLong")
            .methods(Boolean.class, "getBoolean");

    private static final Calls END_THE_PROCESS =
            Calls.to().methods(System.class, "exit").methods(Runtime.class, "exit", "halt");

    private static final Calls PRINT_STACK_TRACES = Calls.to().bareMethods(Throwable.class, "printStackTrace");

    private Laws() {}

    static final ArchRule LAYERS = classes()
            .should(Layers.onlyKnowLowerParts())
            .because("the tree shows the architecture (design: who may depend on whom)");

    /** The API is one vocabulary that users learn as a whole: functions speak of state and state of functions. */
    static final ArchRule NO_CYCLES = slices().matching("io.heddle.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(resideInAPackage("io.heddle.api.."), resideInAPackage("io.heddle.api.."))
            .because("a package that needs its user is not a part but a half");

    static final ArchRule ONLY_AGENTS_MAKE_THREADS = noClasses()
            .that(resideOutside(THREADS))
            .should(MAKE_THREADS.as("make a thread or a pool"))
            .orShould()
            .beAssignableTo(Thread.class)
            .because("every mutable object has one owner thread, and agents are where threads come from");

    static final ArchRule AGENTS_NEVER_BLOCK = noClasses()
            .that()
            .resideInAnyPackage("io.heddle..engine..", "io.heddle..coordinator..")
            .should(BLOCK.as("wait for something"))
            .because("a task or a coordinator that waits stops everything it owns; ask, return, and be told");

    static final ArchRule TIME_ONLY_THROUGH_THE_CLOCK = noClasses()
            .that(resideOutside("io.heddle.core.time..", "io.heddle.api..", USER_PROGRAMS))
            .should(READ_THE_CLOCK.as("read the machine's clock"))
            .because("logic is stepped: now comes in; what the API brings along runs as a user's function");

    static final ArchRule SMALL_CONSTRUCTORS = classes()
            .that(areNoRecords())
            .should(haveSmallConstructors())
            .because("whoever needs more than seven things is more than one thing");

    static final ArchRule HADOOP_ONLY_IN_ADAPTERS = noClasses()
            .that(resideOutside(
                    "io.heddle.hadoop..",
                    "io.heddle.worker..",
                    "io.heddle.am..",
                    "io.heddle.client..",
                    "io.heddle.sandbox.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hadoop..")
            .because("logic never sees Hadoop");

    static final ArchRule NETTY_ONLY_IN_TRANSPORT = noClasses()
            .that(resideOutside(
                    "io.heddle.core.transport..",
                    "io.heddle.core.security..",
                    "io.heddle.engine.network..",
                    "io.heddle.worker..",
                    "io.heddle.am..",
                    "io.heddle.client.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")
            .because("logic never sees Netty");

    static final ArchRule NAMES_SAY_WHAT_A_THING_IS = noClasses()
            .that(areNotUsersNames())
            .should(beNamed(BANNED_NAMES))
            .because("these words say nothing; a public API type is exempt because users know its name from Flink");

    static final ArchRule ENVIRONMENT_ONLY_IN_CONFIG = noClasses()
            .that(resideOutside("io.heddle.core.config..", "io.heddle.api..", USER_PROGRAMS))
            .should(READ_THE_ENVIRONMENT.as("read the environment or a system property"))
            .because(
                    "a setting has a name, a type, a default and an origin; what the API reads, the program asked for");

    static final ArchRule MESSAGES_ARE_RECORDS = classes()
            .that()
            .areAssignableTo(DescribedPredicate.describe(
                    "a control message", type -> type.getSimpleName().equals("ControlMessage")))
            .and()
            .areNotInterfaces()
            .should()
            .beRecords()
            .because("processes meet only in plain data")
            .allowEmptyShould(true);

    static final ArchRule VOLATILE_ONLY_WHERE_THREADS_MEET = fields().that()
            .areDeclaredInClassesThat(resideOutside(LOCK_FREE))
            .and()
            .areDeclaredInClassesThat(resideOutside(USER_PROGRAMS))
            .should()
            .notHaveModifier(JavaModifier.VOLATILE)
            .because("hand-over between threads goes through a mailbox or a ring");

    static final ArchRule PROCESSES_END_IN_ONE_PLACE = noClasses()
            .that(resideOutside(THREADS))
            .should(END_THE_PROCESS.as("end the process"))
            .because("whoever ends a process says why and with which code, in one place");

    static final ArchRule STACK_TRACES_GO_TO_THE_LOG = noClasses()
            .should(PRINT_STACK_TRACES.as("print a stack trace to the console"))
            .because("what nobody reads was not reported");

    private static DescribedPredicate<JavaClass> resideOutside(String... packages) {
        return DescribedPredicate.not(resideInAnyPackage(packages));
    }

    private static DescribedPredicate<JavaClass> areNoRecords() {
        return DescribedPredicate.describe(
                "are neither records nor tuples nor anonymous",
                type -> !type.isRecord()
                        && !type.isAnonymousClass()
                        && !type.isAssignableTo("io.heddle.api.tuple.Tuple"));
    }

    private static DescribedPredicate<JavaClass> areNotUsersNames() {
        return DescribedPredicate.not(resideInAPackage("io.heddle.api.."))
                .or(DescribedPredicate.describe(
                        "are not public", type -> !type.getModifiers().contains(JavaModifier.PUBLIC)));
    }

    private static ArchCondition<JavaClass> beNamed(Pattern names) {
        return new ArchCondition<>("be named " + names) {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean matches = names.matcher(item.getSimpleName()).matches();
                events.add(new SimpleConditionEvent(item, matches, item.getName() + " has such a name"));
            }
        };
    }

    private static ArchCondition<JavaClass> haveSmallConstructors() {
        return new ArchCondition<>("have constructors of at most " + MAX_CONSTRUCTOR_PARAMETERS + " parameters") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (JavaConstructor constructor : item.getConstructors()) {
                    if (constructor.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                        continue;
                    }
                    int written = constructor.getRawParameterTypes().size() - given(item);
                    events.add(new SimpleConditionEvent(
                            item,
                            written <= MAX_CONSTRUCTOR_PARAMETERS,
                            constructor.getFullName() + " takes " + written + " parameters"));
                }
            }
        };
    }

    /** The compiler adds an enum constant's name and position, and an inner object's outer one. */
    private static int given(JavaClass type) {
        if (type.isEnum()) {
            return 2;
        }
        return type.isInnerClass() ? 1 : 0;
    }
}
