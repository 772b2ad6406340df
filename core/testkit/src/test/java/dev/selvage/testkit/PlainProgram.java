package dev.selvage.testkit;

import org.junit.jupiter.api.Test;

/** Runs a test without any simulation by JUnit, and prints whether it passed. */
final class PlainProgram {
    private PlainProgram() {}

    static class Plain {
        @Test
        void passing() {}
    }

    public static void main(String[] args) throws InterruptedException {
        System.out.println("passed "
                + Junit.of(Plain.class).run().entrySet().stream()
                        .filter(result -> result.getKey().equals("passing()")
                                && result.getValue().isEmpty())
                        .count());
    }
}
