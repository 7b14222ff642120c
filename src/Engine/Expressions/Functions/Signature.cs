using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>What a parameter takes: a test, Spark's words for it, and the type that others are cast to implicitly.</summary>
internal sealed record Parameter(string Words, Func<DataType, bool> Accepts, DataType? Implicit)
{
    public static Parameter Any { get; } = new("\"ANY\"", _ => true, null);

    public static Parameter String { get; } = new("\"STRING\"", type => type is StringType, new StringType());

    public static Parameter Integer { get; } = new("\"INT\"", type => type is IntegerType, new IntegerType());

    public static Parameter Long { get; } = new("\"BIGINT\"", type => type is LongType, new LongType());

    public static Parameter Double { get; } = new("\"DOUBLE\"", type => type is DoubleType, new DoubleType());

    public static Parameter Boolean { get; } = new("\"BOOLEAN\"", type => type is BooleanType, null);

    public static Parameter Numeric { get; } = new("\"NUMERIC\"", type => type is NumericType, new DoubleType());

    public static Parameter Timestamp { get; } = new("\"TIMESTAMP\"", type => type is TimestampType, new TimestampType());

    public static Parameter Date { get; } = new("\"DATE\"", type => type is DateType, new DateType());

    public static Parameter Binary { get; } = new("\"BINARY\"", type => type is BinaryType, new BinaryType());

    /// <summary>Text or bytes; bytes stay bytes, other atomic types become text.</summary>
    public static Parameter StringOrBinary { get; } = new("(\"STRING\" or \"BINARY\")", type => type is StringType or BinaryType, new StringType());

    /// <summary>A time with or without zone; dates and texts become times in the session's zone.</summary>
    public static Parameter AnyTimestamp { get; } = new("\"(TIMESTAMP OR TIMESTAMP WITHOUT TIME ZONE)\"", type => type is TimestampType or TimestampNtzType, new TimestampType());

    public static Parameter TimestampNtz { get; } = new("\"TIMESTAMP_NTZ\"", type => type is TimestampNtzType, new TimestampNtzType());

    public static Parameter Integral { get; } = new("\"INTEGRAL\"", type => type is IntegralType, new LongType());

    public static Parameter Array { get; } = new("\"ARRAY\"", type => type is ArrayType, null);

    /// <summary>The argument as the parameter takes it, under an implicit cast where one is allowed (TypeCoercion.implicitCast).</summary>
    public ResolvedExpression? Fit(ResolvedExpression argument) =>
        Accepts(argument.Type) ? argument
        : argument.Type is NullType && Implicit is not null ? argument.To(Implicit)
        : Implicit is not null && CastsImplicitly(argument.Type, Implicit) ? argument.To(Implicit)
        : null;

    private static bool CastsImplicitly(DataType from, DataType to) => (from, to) switch
    {
        (NumericType, NumericType) => true,
        (StringType, NumericType or DateType or TimestampType or TimestampNtzType or BinaryType) => true,
        (DateType or TimestampType or TimestampNtzType, DateType or TimestampType or TimestampNtzType) => true,
        (ArrayType or MapType or StructType or CalendarIntervalType, StringType) => false,
        (_, StringType) => true,
        _ => false,
    };
}

/// <summary>Type rules from parameter lists.</summary>
internal static class Signature
{
    /// <summary>Fixed parameters, the last <paramref name="optional"/> of them optional; null in, null out.</summary>
    public static TypeRule Of(DataType result, Parameter[] parameters, int optional = 0, bool alwaysNullable = false) =>
        Of(_ => result, parameters, optional, alwaysNullable);

    public static TypeRule Of(Func<Seq<ResolvedExpression>, DataType> result, Parameter[] parameters, int optional = 0, bool alwaysNullable = false) => (name, arguments) =>
    {
        if (arguments.Count > parameters.Length || arguments.Count < parameters.Length - optional)
        {
            throw FunctionErrors.ArgumentCount(name, Expected(parameters.Length - optional, parameters.Length), arguments.Count);
        }

        Seq<ResolvedExpression> fitted = Fit(name, arguments, parameters);
        return (fitted, new ResultType(result(fitted), alwaysNullable || fitted.Any(argument => argument.Nullable)));
    };

    /// <summary>Any number of arguments from <paramref name="least"/> on, all of one kind.</summary>
    public static TypeRule Variadic(DataType result, Parameter parameter, int least = 0, bool? nullable = null) => (name, arguments) =>
    {
        if (arguments.Count < least)
        {
            throw FunctionErrors.ArgumentCount(name, $"> {least - 1}", arguments.Count);
        }

        Seq<ResolvedExpression> fitted = Fit(name, arguments, [.. Enumerable.Repeat(parameter, arguments.Count)]);
        return (fitted, new ResultType(result, nullable ?? fitted.Any(argument => argument.Nullable)));
    };

    public static Seq<ResolvedExpression> Fit(string name, Seq<ResolvedExpression> arguments, Parameter[] parameters) =>
        arguments.Select((argument, i) => parameters[i].Fit(argument)
            ?? throw FunctionErrors.UnexpectedInputType(CallText(name, arguments), i + 1, parameters[i].Words, argument)).ToSeq();

    /// <summary>As <see cref="Fit"/>, where there is to be one argument for each parameter.</summary>
    public static Seq<ResolvedExpression> FitAll(string name, Seq<ResolvedExpression> arguments, Parameter[] parameters)
    {
        arguments.Expect(name, parameters.Length);
        return Fit(name, arguments, parameters);
    }

    /// <summary>The call as messages quote it: without the names that fields of structs were given.</summary>
    public static string CallText(string name, Seq<ResolvedExpression> arguments) => $"{name}({string.Join(", ", arguments.Select(a => PrettySql.Of(WithoutNames(a))))})";

    private static ResolvedExpression WithoutNames(ResolvedExpression expression) =>
        expression.MapChildren(WithoutNames) is var inner && inner is NamedExpression named ? named.Child : inner;

    private static string Expected(int least, int most) => least == most ? $"{most}" : $"[{string.Join(", ", Enumerable.Range(least, most - least + 1))}]";
}

/// <summary>Evaluations from plain functions over values.</summary>
internal static class Evaluate
{
    /// <summary>Null where any argument is null.</summary>
    public static ScalarEvaluation Strict(Func<Datum, Datum> function) => (_, arguments, _) =>
    {
        Evaluator only = arguments[0];
        return row => only(row) is { IsNull: false } value ? function(value) : Datum.Null;
    };

    public static ScalarEvaluation Strict(Func<Datum, Datum, Datum> function) => (_, arguments, _) =>
    {
        Evaluator first = arguments[0], second = arguments[1];
        return row => first(row) is { IsNull: false } a && second(row) is { IsNull: false } b ? function(a, b) : Datum.Null;
    };

    /// <summary>Null where any argument is null; any number of arguments.</summary>
    public static ScalarEvaluation StrictMany(Func<Datum[], Datum> function) => (_, arguments, _) => row =>
    {
        var values = new Datum[arguments.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i](row);
            if (values[i].IsNull)
            {
                return Datum.Null;
            }
        }

        return function(values);
    };

    /// <summary>A function that depends on the call's types or the batch: made once per compilation.</summary>
    public static ScalarEvaluation StrictFor(Func<FunctionCall, EvaluationContext, Func<Datum[], Datum>> make) => (call, arguments, context) =>
        StrictMany(make(call, context))(call, arguments, context);

    public static Datum Text(string value) => Datum.Of(value);

    /// <summary>A value that no row changes.</summary>
    public static ScalarEvaluation Constantly(Func<FunctionCall, EvaluationContext, Datum> value) => (call, _, context) =>
    {
        Datum constant = value(call, context);
        return _ => constant;
    };

    /// <summary>Keeps what was made from the last key: a format, path or pattern is nearly always the same literal.</summary>
    public static Func<TKey, TValue> Memoized<TKey, TValue>(Func<TKey, TValue> create)
        where TKey : notnull
    {
        (TKey Key, TValue Value)? last = null;
        return key =>
        {
            if (last is not { } cached || !EqualityComparer<TKey>.Default.Equals(cached.Key, key))
            {
                last = cached = (key, create(key));
            }

            return cached.Value;
        };
    }
}

/// <summary>Entries of the registry: one name, or several names of one function that print as they were called.</summary>
internal static class Entries
{
    public static (string, ScalarFunction) Of(string name, TypeRule rule, ScalarEvaluation evaluation, string documentation, SqlText? text = null, bool isDeterministic = true) =>
        (name, new ScalarFunction(name, rule, evaluation, documentation, text, isDeterministic));

    public static IEnumerable<(string, ScalarFunction)> Named(string[] names, TypeRule rule, ScalarEvaluation evaluation, string documentation, Func<string, SqlText>? text = null) =>
        names.Select(name => Of(name, rule, evaluation, documentation, text?.Invoke(name)));

    /// <summary>Prints the arguments as called, then the defaults of those left out.</summary>
    public static SqlText WithDefaults(string name, int all, params string[] defaults) => (_, a) =>
        $"{name}({string.Join(", ", a.Concat(defaults[Math.Min(defaults.Length, a.Count - (all - defaults.Length))..]))})";
}
