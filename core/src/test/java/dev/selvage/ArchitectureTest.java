package dev.selvage;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows between packages point down only. */
class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().importUrls(List.of(Published.CONTEXT.location(), Published.CORE.location()));

    private static final String EDGES = "dev.selvage.http..";
    private static final String LANGUAGE = "dev.selvage.dsl..";
    private static final String CHANNELS = "dev.selvage.channel..";
    private static final String SCOPES = "dev.selvage";
    private static final String ENGINES = "dev.selvage.internal..";
    private static final String BINDING = "dev.selvage.internal.jdk..";
    private static final String CONTEXTS = "dev.selvage.context..";

    @Test
    void should_know_nothing_but_java_and_slf4j_when_it_is_a_context() {
        classes()
                .that()
                .resideInAPackage(CONTEXTS)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(CONTEXTS, "java..", "org.slf4j..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void should_not_know_language_or_edges_when_it_is_a_scope() {
        noClasses()
                .that()
                .resideInAPackage(SCOPES)
                .should()
                .dependOnClassesThat(resideInAnyPackage(CHANNELS, LANGUAGE, EDGES))
                .check(CLASSES);
    }

    @Test
    void should_not_know_language_or_edges_when_it_is_a_channel() {
        noClasses()
                .that()
                .resideInAPackage(CHANNELS)
                .should()
                .dependOnClassesThat(resideInAnyPackage(LANGUAGE, EDGES))
                .check(CLASSES);
    }

    @Test
    void should_not_know_what_is_above_when_it_is_an_engine() {
        noClasses()
                .that()
                .resideInAPackage(ENGINES)
                .should()
                .dependOnClassesThat(resideInAnyPackage(SCOPES, CHANNELS, LANGUAGE, EDGES))
                .check(CLASSES);
    }

    @Test
    void should_be_used_by_scopes_and_engines_only_when_it_binds_the_jdk() {
        noClasses()
                .that(resideInAnyPackage(CHANNELS, LANGUAGE, EDGES, CONTEXTS))
                .should()
                .dependOnClassesThat(resideInAPackage(BINDING))
                .check(CLASSES);
    }

    @Test
    void should_not_refer_to_preview_classes_anywhere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.concurrent\\.Struct.*")
                .check(CLASSES);
    }

    @Test
    void should_have_no_cycles_between_packages_of_core() {
        slices().matching("dev.selvage.(channel|dsl|http|internal)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void should_know_nothing_but_these_at_run_time() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.selvage..", "java..", "com.sun.net.httpserver..", "org.slf4j..", "org.jspecify.."))
                .check(CLASSES);
    }
}
