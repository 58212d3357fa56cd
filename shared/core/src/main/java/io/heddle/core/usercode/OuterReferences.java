package io.heddle.core.usercode;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The reference that an anonymous or inner class has to the object around it. Older compilers write it even where the
 * class never uses it, and then it drags in an object that the author never meant to send.
 */
final class OuterReferences {

    private OuterReferences() {}

    /** Sets unused outer references of the function to null where the outer object cannot be written; tells which. */
    static List<String> letGoOfUnused(Object function) {
        List<String> notes = new ArrayList<>();
        for (Class<?> c = function.getClass(); c != null && !ClosureClasses.isOfJdk(c); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.isSynthetic() && field.getName().startsWith("this$") && !isUsed(c, field.getName())) {
                    letGo(function, field, notes);
                }
            }
        }
        return notes;
    }

    private static void letGo(Object function, Field field, List<String> notes) {
        try {
            field.setAccessible(true);
            Object outer = field.get(function);
            if (outer != null && !(outer instanceof Serializable)) {
                field.set(function, null);
            }
        } catch (IllegalAccessException | RuntimeException e) {
            notes.add("The unused " + field.getName() + " could not be let go of: " + e.getMessage());
        }
    }

    /** Whether a method other than the constructor reads the field; in doubt, one does. */
    private static boolean isUsed(Class<?> owner, String fieldName) {
        byte[] code = codeOf(owner);
        if (code == null) {
            return true;
        }
        UseFinder finder = new UseFinder(fieldName);
        new ClassReader(code).accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return finder.used || hasInnerClasses(owner);
    }

    /** An inner class of the inner class may reach through it to the outermost object. */
    private static boolean hasInnerClasses(Class<?> owner) {
        return owner.getDeclaredClasses().length > 0 || owner.getResource(simpleFile(owner) + "$1.class") != null;
    }

    private static byte @Nullable [] codeOf(Class<?> owner) {
        try (InputStream in = owner.getResourceAsStream(simpleFile(owner) + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }

    private static String simpleFile(Class<?> owner) {
        return owner.getName().substring(owner.getName().lastIndexOf('.') + 1);
    }

    private static final class UseFinder extends ClassVisitor {

        private final String fieldName;
        private boolean used;

        UseFinder(String fieldName) {
            super(Opcodes.ASM9);
            this.fieldName = fieldName;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, @Nullable String signature, String @Nullable [] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitFieldInsn(int opcode, String owner, String field, String fieldDescriptor) {
                    // the constructor only puts it
                    used |= opcode == Opcodes.GETFIELD && field.equals(fieldName);
                }
            };
        }
    }
}
