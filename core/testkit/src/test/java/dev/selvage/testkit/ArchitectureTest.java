package dev.selvage.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** What may know what in the testkit. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Simulation.class.getProtectionDomain().getCodeSource().getLocation());

    private static final String HERE = "dev.selvage.testkit";

    @Test
    void should_work_without_a_test_framework_when_it_is_not_named_after_one() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HERE + ".internal.junit..")
                .and()
                .haveNameNotMatching(".*\\.(LeakCheck\\w*|Replay|SimulationTest|VirtualTimeTest|\\w+Assert(ions)?)")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.junit..", "org.assertj.."))
                .check(CLASSES);
    }

    @Test
    void should_leave_the_jdks_internals_to_one_package() {
        noClasses()
                .that()
                .resideOutsideOfPackages(HERE + ".internal.jdk..", HERE + ".internal.junit..", HERE)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.lang.invoke..", "java.lang.reflect.."))
                .check(CLASSES);
    }

    @Test
    void should_have_no_cycles_between_its_engines() {
        slices().matching(HERE + ".internal.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void should_not_know_the_edges_of_the_library() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.selvage.http..", "dev.selvage.dsl.."))
                .check(CLASSES);
    }

    @Test
    void should_know_nothing_but_these() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.selvage..",
                        "java..",
                        "com.sun.management..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "org.junit..",
                        "org.opentest4j..",
                        "org.assertj.."))
                .check(CLASSES);
    }
}
