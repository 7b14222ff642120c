using System.Numerics;
using System.Reflection;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Plans.Tests.Json;

/// <summary>Makes random records of any of the closed sets in Plans, by their constructors: a record added to a set is covered at once.</summary>
internal sealed class RandomRecords(int seed)
{
    private static readonly NullabilityInfoContext Nullability = new();

    private readonly Random random = new(seed);

    public HashSet<Type> Made { get; } = [];

    public static IReadOnlyList<Type> ConcreteTypesOf(Type root) =>
        [.. root.Assembly.GetTypes().Where(type => !type.IsAbstract && root.IsAssignableFrom(type)).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public T Make<T>(int depth) => (T)Make(typeof(T), depth);

    public object? Value(DataType type, int depth) => random.Next(6) == 0 ? null : type switch
    {
        NullType => null,
        BooleanType => random.Next(2) == 0,
        ByteType => (sbyte)random.Next(sbyte.MinValue, sbyte.MaxValue + 1),
        ShortType => (short)random.Next(short.MinValue, short.MaxValue + 1),
        IntegerType or DateType or YearMonthIntervalType => random.Next(int.MinValue, int.MaxValue),
        LongType or TimestampType or TimestampNtzType or DayTimeIntervalType => random.NextInt64(long.MinValue, long.MaxValue),
        FloatType => Pick(float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -0f, 1.1f, random.NextSingle()),
        DoubleType => Pick(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -0d, 0.1, random.NextDouble() * 1e300),
        StringType => Text(),
        BinaryType => Bytes(),
        DecimalType(_, var scale) => new SparkDecimal(BigInteger.Pow(random.Next(), random.Next(4)) * random.Next(-1, 2), scale),
        CalendarIntervalType => new CalendarInterval(random.Next(), -random.Next(), random.NextInt64()),
        ArrayType array => Many(() => Value(array.ElementType, depth - 1), depth),
        StructType schema => schema.Fields.Select(field => Value(field.DataType, depth - 1)).ToSeq(),
        MapType map => Many(() => KeyValuePair.Create(Value(map.KeyType, depth - 1), Value(map.ValueType, depth - 1)), depth),
        _ => throw new NotSupportedException(type.GetType().Name),
    };

    private object Make(Type type, int depth)
    {
        if (type.IsAbstract)
        {
            IReadOnlyList<Type> all = ConcreteTypesOf(type);
            Type[] leaves = [.. all.Where(IsLeaf)];
            Type[] choice = depth <= 0 && leaves.Length > 0 ? leaves : [.. all];
            return Make(choice[random.Next(choice.Length)], depth);
        }

        Made.Add(type);
        object made = type == typeof(Literal) ? MakeLiteral(depth)
            : type == typeof(LocalRelation) ? MakeLocalRelation(depth)
            : type == typeof(CollectedRows) ? MakeCollectedRows(depth)
            : type == typeof(DecimalType) ? MakeDecimal()
            : type == typeof(DayTimeIntervalType) ? new DayTimeIntervalType(random.Next(2), 2 + random.Next(2))
            : type == typeof(YearMonthIntervalType) ? new YearMonthIntervalType(0, random.Next(2))
            : Construct(type, depth);
        return WithPlace(made);
    }

    private static bool IsLeaf(Type type) => Constructor(type).GetParameters()
        .All(parameter => !typeof(LogicalPlan).IsAssignableFrom(parameter.ParameterType)
            && !typeof(Expression).IsAssignableFrom(parameter.ParameterType)
            && !typeof(DataType).IsAssignableFrom(parameter.ParameterType));

    private static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length)
            .First(constructor => constructor.GetParameters() is not [var only] || only.ParameterType != type);

    private object Construct(Type type, int depth)
    {
        ConstructorInfo constructor = Constructor(type);
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Argument(parameter, depth - 1))]);
    }

    private object? Argument(ParameterInfo parameter, int depth)
    {
        bool isNullable = Nullable.GetUnderlyingType(parameter.ParameterType) is not null
            || Nullability.Create(parameter).ReadState == NullabilityState.Nullable;
        return isNullable && random.Next(3) == 0 ? null
            : parameter is { Name: "Path", Member.DeclaringType: { } owner } && typeof(FileChange).IsAssignableFrom(owner) ? $"a/{random.Next(9)}.json"
            : Argument(parameter.ParameterType, depth);
    }

    private object Argument(Type type, int depth) => Nullable.GetUnderlyingType(type) is { } underlying ? Argument(underlying, depth)
        : type == typeof(string) ? Text()
        : type == typeof(int) ? random.Next(int.MinValue, int.MaxValue)
        : type == typeof(long) ? random.NextInt64(long.MinValue, long.MaxValue)
        : type == typeof(bool) ? random.Next(2) == 0
        : type == typeof(byte) ? (byte)random.Next(256)
        : type == typeof(double) ? random.NextDouble()
        : type == typeof(Origin) ? new Origin("P.cs", random.Next(1, 99), random.Next(1, 99))
        : type.IsEnum ? Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length))!
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Seq<>) ? MakeSeq(type.GetGenericArguments()[0], depth)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(part => Argument(part, depth))])!
        : Make(type, depth);

    private object MakeSeq(Type element, int depth)
    {
        Array items = Array.CreateInstance(element, random.Next(4));
        for (int i = 0; i < items.Length; i++)
        {
            items.SetValue(Argument(element, depth - 1), i);
        }

        return typeof(Seq).GetMethod(nameof(Seq.ToSeq))!.MakeGenericMethod(element).Invoke(null, [items])!;
    }

    private Literal MakeLiteral(int depth)
    {
        DataType type = Make<DataType>(Math.Min(depth, 3));
        return new Literal(Value(type, 4), type);
    }

    private LocalRelation MakeLocalRelation(int depth) => MakeCollectedRows(depth) is var (schema, rows) ? new LocalRelation(schema, rows) : null!;

    private CollectedRows MakeCollectedRows(int depth)
    {
        StructType schema = Make<StructType>(Math.Min(depth, 3));
        return new CollectedRows(schema, Many(() => schema.Fields.Select(field => Value(field.DataType, 4)).ToSeq(), 4));
    }

    private DecimalType MakeDecimal()
    {
        int precision = random.Next(1, 39);
        return new DecimalType(precision, random.Next(precision + 1));
    }

    private object WithPlace(object made) => random.Next(2) == 0 ? made : made switch
    {
        Expression expression => expression with { Origin = new Origin("Программа.cs", random.Next(1, 999), random.Next(1, 99)) },
        LogicalPlan plan => plan with { PlanId = random.Next(100), Origin = new Origin("Program.cs", random.Next(1, 999), random.Next(1, 99)) },
        WriteStreamOperation operation => operation with { Origin = new Origin("Program.cs", 3, 4) },
        _ => made,
    };

    private Seq<T> Many<T>(Func<T> make, int depth) => Enumerable.Range(0, depth <= 0 ? 0 : random.Next(4)).Select(_ => make()).ToSeq();

    private Seq<byte> Bytes()
    {
        byte[] bytes = new byte[random.Next(9)];
        random.NextBytes(bytes);
        return Seq.Create<byte>(bytes);
    }

    private string Text() => Pick("", "a", "value", "Ünïcode ✓ 🚕", "with \"quotes\" and \\ and \0 and \n", "слово", "`a.b`.c");

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
