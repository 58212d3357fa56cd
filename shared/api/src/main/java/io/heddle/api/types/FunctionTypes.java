package io.heddle.api.types;

import java.lang.StackWalker.StackFrame;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The type of one function's result, found from its class, its inputs or, of a lambda, from what the compiler kept. */
final class FunctionTypes {

    private final Object function;
    private final Class<?> functionInterface;
    private final int resultParameter;

    FunctionTypes(Object function, Class<?> functionInterface, int resultParameter) {
        this.function = function;
        this.functionInterface = functionInterface;
        this.resultParameter = resultParameter;
    }

    TypeInformation<?> resolve(List<TypeInformation<?>> inputs) {
        SerializedLambda lambda = LambdaTypes.capture(function);
        try {
            return lambda == null ? fromClass(inputs) : fromLambda(lambda, inputs);
        } catch (InvalidTypesException e) {
            if (e.getCause() instanceof InputMismatch) {
                throw e;
            }
            return missing(String.valueOf(e.getMessage()));
        }
    }

    private TypeInformation<?> fromClass(List<TypeInformation<?>> inputs) {
        TypeScope scope = TypeScope.EMPTY.insideSuper(function.getClass(), functionInterface);
        if (scope == null) {
            throw new IllegalArgumentException(function.getClass().getName() + " is not a " + functionInterface);
        }
        return resolveIn(scope, inputs);
    }

    private TypeInformation<?> fromLambda(SerializedLambda lambda, List<TypeInformation<?>> inputs) {
        LambdaTypes types = new LambdaTypes(lambda, function.getClass().getClassLoader());
        Class<?> implemented = types.implementedInterface();
        if (!implemented.equals(functionInterface)) {
            // an interface of the user's between the lambda and ours may bind the type
            TypeScope scope = TypeScope.EMPTY.insideSuper(implemented, functionInterface);
            if (scope != null && isBound(scope, functionInterface.getTypeParameters()[resultParameter])) {
                return resolveIn(scope, inputs);
            }
        }
        return types.resultOf(functionInterface, functionInterface.getTypeParameters()[resultParameter]);
    }

    private static boolean isBound(TypeScope scope, TypeVariable<?> variable) {
        TypeScope.Written written = scope.get(variable);
        return written != null
                && !(written.type() instanceof TypeVariable<?> other && !isBound(written.scope(), other));
    }

    private TypeInformation<?> resolveIn(TypeScope scope, List<TypeInformation<?>> inputs) {
        TypeVariable<?>[] parameters = functionInterface.getTypeParameters();
        Map<TypeVariable<?>, TypeInformation<?>> inferred = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (!(inputs.get(i) instanceof MissingTypeInfo)) {
                unify(parameters[i], scope, inputs.get(i), inferred);
            }
        }
        return new TypeResolver(inferred).resolve(parameters[resultParameter], scope);
    }

    /** Binds the variables that are left open in a declared input to what the actual input has in their place. */
    private void unify(
            Type declared,
            TypeScope scope,
            TypeInformation<?> actual,
            Map<TypeVariable<?>, TypeInformation<?>> inferred) {
        if (declared instanceof TypeVariable<?> variable) {
            TypeScope.Written written = scope.get(variable);
            if (written != null) {
                unify(written.type(), written.scope(), actual, inferred);
            } else {
                inferred.putIfAbsent(variable, actual);
            }
        } else if (declared instanceof ParameterizedType parameterized) {
            requireAccepted(TypeScope.rawClass(declared), actual);
            unifyArguments(parameterized, scope, actual, inferred);
        } else if (declared instanceof GenericArrayType array && actual instanceof ObjectArrayTypeInfo<?, ?> objects) {
            unify(array.getGenericComponentType(), scope, objects.elementType(), inferred);
        } else if (declared instanceof Class<?> plain) {
            requireAccepted(plain, actual);
        }
    }

    private void unifyArguments(
            ParameterizedType declared,
            TypeScope scope,
            TypeInformation<?> actual,
            Map<TypeVariable<?>, TypeInformation<?>> inferred) {
        if (actual instanceof RecordTypeInfo<?> || actual instanceof PojoTypeInfo<?>) {
            unifyFields(declared, scope, (CompositeTypeInfo<?>) actual, inferred);
            return;
        }
        Type[] arguments = declared.getActualTypeArguments();
        List<TypeInformation<?>> components = actual.getComponentTypes();
        if (arguments.length == components.size()) {
            for (int i = 0; i < arguments.length; i++) {
                unify(arguments[i], scope, components.get(i), inferred);
            }
        }
    }

    private void unifyFields(
            ParameterizedType declared,
            TypeScope scope,
            CompositeTypeInfo<?> actual,
            Map<TypeVariable<?>, TypeInformation<?>> inferred) {
        Class<?> raw = TypeScope.rawClass(declared);
        if (!raw.equals(actual.getTypeClass())) {
            return;
        }
        TypeScope inner = scope.inside(declared);
        for (TypeField field : actual.fields()) {
            Type written = writtenType(raw, field.name());
            if (written instanceof TypeVariable<?> || written instanceof ParameterizedType) {
                unify(written, inner, field.type(), inferred);
            }
        }
    }

    private static Type writtenType(Class<?> raw, String name) {
        if (raw.isRecord()) {
            for (RecordComponent component : raw.getRecordComponents()) {
                if (component.getName().equals(name)) {
                    return component.getGenericType();
                }
            }
        }
        for (Field field : PojoAnalysis.allState(raw)) {
            if (field.getName().equals(name)) {
                return field.getGenericType();
            }
        }
        return Object.class;
    }

    private void requireAccepted(Class<?> declared, TypeInformation<?> actual) {
        Class<?> given = actual.getTypeClass();
        // the other direction too: a list of the program's may be declared as the ArrayList it is
        boolean accepted = declared.isAssignableFrom(given) || given.isAssignableFrom(declared);
        if (!accepted) {
            throw new InvalidTypesException(
                    "Input mismatch: " + function.getClass().getName() + " expects " + declared.getName()
                            + ", but the stream it is applied to has the type " + actual + ".",
                    new InputMismatch());
        }
    }

    private MissingTypeInfo<?> missing(String reason) {
        return new MissingTypeInfo<>(callLocation(), reason);
    }

    /** Where the user's program handed over the function. */
    private String callLocation() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith("io.heddle.api."))
                        .findFirst())
                .map(FunctionTypes::describe)
                .orElseGet(() -> function.getClass().getName());
    }

    private static String describe(StackFrame frame) {
        return frame.getMethodName() + "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
    }

    /** Marks the error that no type hint can mend. */
    private static final class InputMismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
