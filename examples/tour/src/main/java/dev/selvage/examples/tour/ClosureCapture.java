package dev.selvage.examples.tour;

import dev.selvage.Scope;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Goroutines that all see the same loop variable: a bug that a Java program cannot be compiled with. */
public final class ClosureCapture {
    static final String WRONG = """
            import dev.selvage.Scope;

            class Wrong {
                static void count() throws InterruptedException {
                    Scope.run(scope -> {
                        for (int i = 0; i < 5; i++) {
                            scope.go(() -> System.out.println(i));
                        }
                    });
                }
            }
            """;

    private ClosureCapture() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws IOException, InterruptedException {
        out.print(WRONG);
        Javac.refuses("Wrong", WRONG).forEach(message -> out.println("javac says, " + message));

        Queue<Integer> copied = new ConcurrentLinkedQueue<>();
        Scope.run(scope -> {
            for (int i = 0; i < 5; i++) {
                int mine = i;
                scope.go(() -> copied.add(mine));
            }
        });
        out.println("a copy for each:           " + copied.stream().sorted().toList());

        Queue<String> each = new ConcurrentLinkedQueue<>();
        Scope.run(scope -> {
            for (String name : List.of("ada", "bob", "cyd")) {
                scope.go(() -> each.add(name));
            }
        });
        out.println("for-each has a fresh one:  " + each.stream().sorted().toList());
    }
}
