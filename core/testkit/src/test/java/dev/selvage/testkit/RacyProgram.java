package dev.selvage.testkit;

import dev.selvage.Scope;

/** Explores a racy counter, and prints how many runs that took, the first line of the failure, and the token. */
final class RacyProgram {
    private RacyProgram() {}

    public static void main(String[] args) {
        int[] runs = new int[1];
        try {
            Simulation.explore(SimulationOptions.defaults(), sim -> {
                runs[0]++;
                int[] count = new int[1];
                Scope.run(scope -> {
                    for (int i = 0; i < 2; i++) {
                        scope.go(() -> {
                            int seen = count[0];
                            Simulation.point("write");
                            count[0] = seen + 1;
                        });
                    }
                });
                if (count[0] != 2) {
                    throw new IllegalStateException("lost");
                }
            });
        } catch (SimulationFailedError failed) {
            System.out.println("runs " + runs[0]);
            System.out.println(failed.getMessage().lines().findFirst().orElse(""));
            System.out.println("token " + failed.token().orElse("none"));
        } catch (RuntimeException skipped) { // by no name, for its class may be missing
            System.out.println(skipped);
        }
    }
}
