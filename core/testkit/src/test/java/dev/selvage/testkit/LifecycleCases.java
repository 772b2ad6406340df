package dev.selvage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.io.TempDir;

/** Classes with a life cycle: run by {@link SimulationLifecycleTest}, not by the build. */
final class LifecycleCases {
    static final List<Class<?>> PASSING = List.of(
            Resolved.class,
            Injected.class,
            Closing.class,
            Inheriting.class,
            InheritingNested.class,
            PerClass.class,
            Compact.class);

    private LifecycleCases() {}

    /** What was called, in order. */
    static final class Log {
        static final List<String> LINES = Collections.synchronizedList(new ArrayList<>());

        private Log() {}
    }

    static class Resolved {
        private final TestInfo ofTheConstructor;
        private @Nullable Path before;
        private @Nullable Simulation run;

        Resolved(TestInfo info) {
            ofTheConstructor = info;
        }

        @BeforeEach
        void prepare(TestInfo info, @TempDir Path directory, Simulation sim) {
            assertThat(info.getDisplayName()).startsWith("simulated");
            before = directory;
            run = sim;
        }

        @SimulationTest(schedules = 3)
        void simulated(Simulation sim, TestInfo info, @TempDir Path directory) {
            assertThat(ofTheConstructor.getTestClass()).contains(Resolved.class);
            assertThat(run).isSameAs(sim).isNotNull();
            assertThat(before).isNotNull().exists();
            assertThat(directory).exists();
            Log.LINES.add("test " + info.getDisplayName());
        }

        @AfterEach
        void after(TestInfo info, Simulation sim) {
            assertThat(sim).isSameAs(run);
            assertThat(info.getTestMethod()).isPresent();
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Port {}

    /** Sets all fields that a container of dependencies might. */
    static class Injecting implements TestInstancePostProcessor {
        @Override
        public void postProcessTestInstance(Object instance, ExtensionContext context) throws Exception {
            set(instance, "services", List.of("service"));
            set(instance, "port", 8080);
        }

        private static void set(Object instance, String name, Object value) throws ReflectiveOperationException {
            Field field = Injected.class.getDeclaredField(name);
            field.setAccessible(true);
            field.set(instance, value);
        }
    }

    static class Server implements BeforeEachCallback {
        private boolean started;

        @Override
        public void beforeEach(ExtensionContext context) {
            started = true;
        }
    }

    @ExtendWith(Injecting.class)
    static class Injected {
        @RegisterExtension
        final Server server = new Server();

        @TempDir
        private Path directory;

        private List<String> services;

        @Port
        private int port;

        private final List<String> own = new ArrayList<>();
        private int runs;

        @SimulationTest(schedules = 3)
        void simulated() throws Exception {
            assertThat(directory).exists();
            assertThat(services).containsExactly("service");
            assertThat(port).isEqualTo(8080);
            assertThat(server.started).isTrue();
            assertThat(own).isEmpty();
            assertThat(runs).isZero();
            own.add("mine");
            runs++;
            Files.writeString(Files.createTempFile(directory, "any", ""), "shared by all schedules");
            Log.LINES.add("test");
        }
    }

    static class Closing {
        @AutoClose
        private final Shutter a = new Shutter();

        @AutoClose("shut")
        private @Nullable Shutter b;

        @BeforeEach
        void open() {
            b = new Shutter();
        }

        @TempDir
        @AutoClose("toString")
        private Path junits;

        static class Shutter implements AutoCloseable {
            void shut() {
                Log.LINES.add("shut b");
            }

            @Override
            public void close() {
                Log.LINES.add("closed a");
            }
        }

        @SimulationTest(schedules = 2)
        void simulated() {
            assertThat(a).isNotNull();
            assertThat(b).isNotNull();
            assertThat(junits).exists();
            Log.LINES.add("test");
        }

        @AfterEach
        void after() {
            Log.LINES.add("after");
        }
    }

    static class Failing {
        @AutoClose
        private final Stuck closed = new Stuck();

        static class Stuck implements AutoCloseable {
            @Override
            public void close() {
                throw new IllegalStateException("close");
            }
        }

        @SimulationTest(schedules = 1)
        void failing() {
            assertThat(closed).isNotNull();
            throw new IllegalStateException("test");
        }

        @AfterEach
        void one() {
            throw new IllegalStateException("after one");
        }

        @AfterEach
        void other() {
            throw new IllegalStateException("after other");
        }
    }

    static class Unprepared {
        @BeforeEach
        void before() {
            throw new IllegalStateException("before");
        }

        @SimulationTest(schedules = 1)
        void never() {
            Log.LINES.add("test");
        }

        @AfterEach
        void after() {
            Log.LINES.add("after");
        }
    }

    interface Prepared {
        @BeforeEach
        default void ofTheInterface() {
            Log.LINES.add("of the interface");
        }
    }

    abstract static class Base {
        @BeforeEach
        void ofTheBase() {
            Log.LINES.add("of the base");
        }

        @BeforeEach
        void overridden() {
            Log.LINES.add("must not run");
        }

        @AfterEach
        void afterOfTheBase() {
            Log.LINES.add("base after");
        }

        @SimulationTest(schedules = 2)
        void inherited() {
            Log.LINES.add("test");
        }
    }

    static class Inheriting extends Base implements Prepared {
        @Override
        void overridden() {
            // no longer a method of the life cycle
        }

        @BeforeEach
        void own() {
            Log.LINES.add("own");
        }

        @AfterEach
        void ownAfter() {
            Log.LINES.add("own after");
        }
    }

    abstract static class Outer {
        int prepared;

        @BeforeEach
        void prepare() {
            prepared++;
        }

        @Nested
        class Inner {
            @SimulationTest(schedules = 2)
            void simulated() {
                assertThat(prepared).isEqualTo(1);
                Log.LINES.add("inner");
            }
        }
    }

    static class InheritingNested extends Outer {}

    @TestInstance(Lifecycle.PER_CLASS)
    @TestMethodOrder(OrderAnnotation.class)
    static class PerClass {
        @AutoClose
        private Closing.@Nullable Shutter opened;

        private final List<String> own = new ArrayList<>();
        private List<String> names = new ArrayList<>();
        private Closing.Shutter ofEach = new Closing.Shutter();
        private Closing.@Nullable Shutter before;
        private String text = "at first";
        private @Nullable String shared;
        private int port;
        private int[] ports = new int[2];
        private int prepared;

        @BeforeAll
        void all() {
            shared = "by all";
            text = "by all";
            port = 8080;
            ports[1] = 8081;
            names.add("by all");
            before = ofEach;
        }

        @BeforeEach
        void each() {
            opened = new Closing.Shutter();
            prepared++;
        }

        @SimulationTest(schedules = 3)
        @Order(2)
        void simulated() {
            hasWhatIsSetBeforeAll();
            assertThat(opened).isNotNull();
            assertThat(prepared).as("once by plain(), and once more").isEqualTo(2);
            assertThat(own).isEmpty();
            assertThat(ofEach).isNotSameAs(before);
            own.add("mine");
            Log.LINES.add("test");
        }

        @Test
        @Order(1)
        void plain() {
            hasWhatIsSetBeforeAll();
            assertThat(own).isEmpty();
        }

        private void hasWhatIsSetBeforeAll() {
            assertThat(shared).isEqualTo("by all");
            assertThat(text).isEqualTo("by all");
            assertThat(port).isEqualTo(8080);
            assertThat(ports).containsExactly(0, 8081);
            assertThat(names).containsExactly("by all");
        }
    }

    record Compact(TestInfo info) {
        @SimulationTest(schedules = 3)
        void simulated() {
            assertThat(info).isNotNull();
            Log.LINES.add("test");
        }
    }
}
