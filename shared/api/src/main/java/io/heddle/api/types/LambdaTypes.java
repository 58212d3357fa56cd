package io.heddle.api.types;

import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the compiler kept of the types of one lambda or method reference. */
final class LambdaTypes {

    private final SerializedLambda lambda;
    private final @Nullable ClassLoader loader;

    LambdaTypes(SerializedLambda lambda, @Nullable ClassLoader loader) {
        this.lambda = lambda;
        this.loader = loader;
    }

    /** The captured form of a lambda, or null if the function is an ordinary object. */
    static @Nullable SerializedLambda capture(Object function) {
        if (!(function instanceof Serializable) || !function.getClass().isSynthetic()) {
            return null;
        }
        try {
            Method writeReplace = function.getClass().getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            return writeReplace.invoke(function) instanceof SerializedLambda lambda ? lambda : null;
        } catch (NoSuchMethodException e) {
            return null;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new InvalidTypesException("The lambda " + function + " cannot be looked into.", e);
        }
    }

    Class<?> implementedInterface() {
        return load(lambda.getFunctionalInterfaceClass());
    }

    /** What the lambda has in the place of a type variable of the interface. */
    TypeInformation<?> resultOf(Class<?> functionInterface, TypeVariable<?> result) {
        Method single = singleMethod(functionInterface);
        MethodType erased = MethodType.fromMethodDescriptorString(lambda.getInstantiatedMethodType(), loader);
        Executable written = writtenMethod();
        if (single.getGenericReturnType().equals(result)) {
            Type returned = written instanceof Method method ? method.getGenericReturnType() : null;
            return resolve(returned, erased.returnType());
        }
        Type[] parameters = single.getGenericParameterTypes();
        for (int i = 0; i < parameters.length; i++) {
            if (!(parameters[i] instanceof ParameterizedType parameter)) {
                if (parameters[i].equals(result)) {
                    return resolve(null, erased.parameterType(i));
                }
                continue;
            }
            int argument = Arrays.asList(parameter.getActualTypeArguments()).indexOf(result);
            if (argument >= 0) {
                return ofArgument(written, parameters.length - i, argument);
            }
        }
        throw erasedType("its result");
    }

    /** The argument of a generic parameter, as the collector, counted from the last parameter. */
    private TypeInformation<?> ofArgument(@Nullable Executable written, int fromEnd, int argument) {
        if (written != null && written.getParameterCount() >= fromEnd) {
            Type parameter = written.getGenericParameterTypes()[written.getParameterCount() - fromEnd];
            if (parameter instanceof ParameterizedType collector) {
                return new TypeResolver().resolve(collector.getActualTypeArguments()[argument], TypeScope.EMPTY);
            }
        }
        throw erasedType("what it emits to its collector");
    }

    private TypeInformation<?> resolve(@Nullable Type written, Class<?> erased) {
        if (written != null && !(written instanceof TypeVariable)) {
            TypeInformation<?> type = new TypeResolver().resolve(written, TypeScope.EMPTY);
            if (!type.getTypeClass().equals(Object.class)) {
                return type;
            }
        }
        if (erased.equals(Object.class) || erased.getTypeParameters().length > 0) {
            throw erasedType(erased.equals(Object.class) ? "its result" : erased.getSimpleName() + "<...>");
        }
        return new TypeResolver().resolve(erased, TypeScope.EMPTY);
    }

    private static InvalidTypesException erasedType(String what) {
        return new InvalidTypesException("It is a lambda, of which the compiler keeps no generic types: here those of "
                + what + ". An anonymous class in its place would keep them as well.");
    }

    /** The method that a method reference names; null for a lambda's body, which the compiler writes without generics. */
    private @Nullable Executable writtenMethod() {
        Class<?> owner = load(lambda.getImplClass());
        MethodType signature = MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader);
        String name = lambda.getImplMethodName();
        if (name.equals("<init>")) {
            for (Constructor<?> constructor : owner.getDeclaredConstructors()) {
                if (Arrays.equals(constructor.getParameterTypes(), signature.parameterArray())) {
                    return constructor;
                }
            }
            return null;
        }
        for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && !method.isSynthetic()
                        && Arrays.equals(method.getParameterTypes(), signature.parameterArray())) {
                    return method;
                }
            }
        }
        return null;
    }

    private static Method singleMethod(Class<?> functionInterface) {
        Method found = null;
        for (Method method : functionInterface.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())
                    && !method.getDeclaringClass().equals(Object.class)) {
                if (found != null && !found.getName().equals(method.getName())) {
                    throw new IllegalArgumentException(functionInterface + " has more than one method to implement");
                }
                found = found == null ? method : found;
            }
        }
        if (found == null) {
            throw new IllegalArgumentException(functionInterface + " has no method to implement");
        }
        return found;
    }

    private Class<?> load(String internalName) {
        String name = internalName.replace('/', '.');
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new InvalidTypesException("The class " + name + " of a lambda cannot be loaded.", e);
        }
    }
}
