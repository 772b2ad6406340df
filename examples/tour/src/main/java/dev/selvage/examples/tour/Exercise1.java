package dev.selvage.examples.tour;

import static dev.selvage.dsl.Go.go;
import static dev.selvage.dsl.Go.scoped;

import java.io.PrintStream;

/** Exercise 1: ten goroutines, each of which prints its index. */
public final class Exercise1 {
    private Exercise1() {}

    /** Runs this stop alone. */
    public static void main(String[] args) throws Exception {
        show(System.out);
    }

    static void show(PrintStream out) throws InterruptedException {
        scoped(() -> {
            for (int i = 0; i < 10; i++) {
                int index = i; // without this copy javac refuses the lambda
                go(() -> out.println("goroutine " + index));
            }
        });
    }
}
