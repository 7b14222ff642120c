using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Grader.SparkApi.Tests.Api;

/// <summary>Prints the public members of an assembly as the list of the real package does: one line a type or member, names fully qualified.</summary>
internal static class PublicApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(char)] = "char",
    };

    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_UnaryNegation"] = "-",
        ["op_Multiply"] = "*",
        ["op_Division"] = "/",
        ["op_Modulus"] = "%",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_GreaterThan"] = ">",
        ["op_LessThan"] = "<",
        ["op_GreaterThanOrEqual"] = ">=",
        ["op_LessThanOrEqual"] = "<=",
        ["op_BitwiseAnd"] = "&",
        ["op_BitwiseOr"] = "|",
        ["op_LogicalNot"] = "!",
    };

    public static IEnumerable<string> Of(Assembly assembly) => assembly.GetExportedTypes().SelectMany(Of);

    private static IEnumerable<string> Of(Type type)
    {
        yield return TypeLine(type);
        string name = Name(type);
        foreach (MemberInfo member in type.GetMembers(Declared).Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute))))
        {
            string? line = member switch
            {
                ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) =>
                    $"ctor {Access(constructor)} {name}.{SimpleName(type)}({Parameters(constructor)})",
                PropertyInfo property when property.GetAccessors(true).Any(IsVisible) => PropertyLine(property, name),
                MethodInfo method when IsVisible(method) && !IsAccessor(method) => MethodLine(method, name),
                FieldInfo { IsLiteral: true, DeclaringType.IsEnum: true } value =>
                    $"enum {name}.{value.Name} = {Convert.ToInt64(value.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
                FieldInfo { IsPublic: true, IsSpecialName: false } field => $"field public {Name(field.FieldType)} {name}.{field.Name}",
                _ => null,
            };
            if (line is not null)
            {
                yield return line;
            }
        }
    }

    private static string TypeLine(Type type)
    {
        string modifiers = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        IEnumerable<Type> bases = type.IsEnum
            ? []
            : type.GetInterfaces().Where(i => i.IsPublic).Except(type.BaseType?.GetInterfaces() ?? []).OrderBy(i => i.FullName, StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && !type.IsEnum)
        {
            bases = bases.Prepend(parent);
        }

        string list = string.Join(", ", bases.Select(Name));
        return $"type public {modifiers} {Name(type)}{(list.Length > 0 ? " : " + list : "")}";
    }

    private static string PropertyLine(PropertyInfo property, string owner)
    {
        MethodInfo accessor = property.GetAccessors(true).First(IsVisible);
        ParameterInfo[] index = property.GetIndexParameters();
        string name = index.Length > 0 ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        string setter = property.SetMethod is { IsPublic: true } ? " set;" : "";
        return $"{(index.Length > 0 ? "index" : "prop")} {Modifiers(accessor)}{Name(property.PropertyType)} {owner}.{name} {{ get;{setter} }}";
    }

    private static string MethodLine(MethodInfo method, string owner)
    {
        string result = Name(method.ReturnType);
        if (method.Name == "op_Implicit")
        {
            return $"op public static {owner}.implicit operator {result}({Parameters(method)})";
        }

        if (Operators.TryGetValue(method.Name, out string? sign))
        {
            return $"op public static {result} {owner}.operator {sign}({Parameters(method)})";
        }

        string generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        string extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"method {Modifiers(method)}{result} {owner}.{method.Name}{generics}({extension}{Parameters(method)})";
    }

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return "";
        }

        string kind = method switch
        {
            { IsStatic: true } => "static ",
            _ when method.GetBaseDefinition() != method => "override ",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };
        return $"{Access(method)} {kind}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string prefix = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        string suffix = parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : "";
        return $"{prefix}{Name(parameter.ParameterType)} {parameter.Name}{suffix}";
    }

    private static string Value(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        string name = $"{type.Namespace}.{SimpleName(type)}";
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }

    private static string SimpleName(Type type) => type.Name.Split('`')[0];

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && (method.Name.StartsWith("get_", StringComparison.Ordinal) || method.Name.StartsWith("set_", StringComparison.Ordinal));
}
