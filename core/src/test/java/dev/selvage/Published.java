package dev.selvage;

import dev.selvage.context.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class files of the two published modules, from wherever the build has put them: a folder or a jar. */
enum Published {
    CONTEXT(Context.class),
    CORE(Scope.class);

    private final Class<?> inside;

    Published(Class<?> inside) {
        this.inside = inside;
    }

    URL location() {
        return inside.getProtectionDomain().getCodeSource().getLocation();
    }

    /** Class files by name of the class, as {@code dev.selvage.Scope$Body}. */
    Map<String, byte[]> classFiles() {
        Path place = Path.of(uri());
        if (Files.isDirectory(place)) {
            return read(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return read(jar.getPath("/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI uri() {
        try {
            return location().toURI();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, byte[]> read(Path root) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path :
                    paths.filter(file -> file.toString().endsWith(".class")).toList()) {
                String name = root.relativize(path).toString().replace('/', '.');
                files.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The packages that everybody may use. */
    Set<String> packages() throws IOException {
        try (InputStream in = new java.io.ByteArrayInputStream(classFiles().get("module-info"))) {
            return ModuleDescriptor.read(in).exports().stream()
                    .filter(export -> !export.isQualified())
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
        }
    }

    /** What users can name, in alphabetical order. */
    List<Class<?>> publicTypes() throws Exception {
        Set<String> packages = packages();
        List<Class<?>> types = new ArrayList<>();
        for (String name : classFiles().keySet()) {
            int dot = name.lastIndexOf('.');
            if (dot > 0 && packages.contains(name.substring(0, dot)) && !name.endsWith("package-info")) {
                Class<?> type = Class.forName(name, false, inside.getClassLoader());
                if (isVisible(type)) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    private static boolean isVisible(Class<?> type) {
        int visible = java.lang.reflect.Modifier.PUBLIC | java.lang.reflect.Modifier.PROTECTED;
        boolean own = (type.getModifiers() & visible) != 0 && !type.isAnonymousClass() && !type.isSynthetic();
        return own && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
    }
}
