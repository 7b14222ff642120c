using System.Collections.Frozen;
using Grader.Engine.Expressions.Functions;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions;

/// <summary>All functions that expressions may call, by lower-case name. One immutable table for every session.</summary>
public sealed class FunctionRegistry
{
    private readonly FrozenDictionary<string, ScalarFunction> scalars;
    private readonly FrozenDictionary<string, AggregateFunction> aggregates;
    private readonly FrozenDictionary<string, GeneratorFunction> generators;

    private FunctionRegistry()
    {
        scalars = ((IEnumerable<(string, ScalarFunction)>)
            [.. OperatorFunctions.All, .. ConditionalFunctions.All, .. MathFunctions.All, .. RandomFunctions.All,
             .. ArrayFunctions.All, .. ArraySetFunctions.All, .. StructFunctions.All, .. MapFunctions.All, .. HigherOrderFunctions.All, .. SequenceFunction.All,
             .. ConcatenationFunctions.All, .. RealFunctions.All, .. BitwiseFunctions.All, .. TryArithmeticFunctions.All, .. NumeralFunctions.All, .. IntervalFunctions.All,
             .. MiscellaneousFunctions.All,
             .. StringFunctions.All, .. TextPartFunctions.All, .. RegexFunctions.All, .. BinaryFunctions.All, .. HashFunctions.All, .. UrlFunctions.All, .. FormatFunctions.All,
             .. DateTimeFunctions.All, .. DateArithmeticFunctions.All, .. DateConversionFunctions.All,
             .. JsonFunctions.All, .. CsvFunctions.All])
            .ToFrozenDictionary(entry => entry.Item1, entry => entry.Item2);
        aggregates = Functions.Aggregates.All.ToFrozenDictionary(entry => entry.Name, entry => entry.Function);
        generators = Generators.All.ToFrozenDictionary(entry => entry.Name, entry => entry);
    }

    public static FunctionRegistry BuiltIn { get; } = new();

    /// <summary>The name under which the parser calls for a struct that SQL writes as <c>(a, b)</c>; no program can write it.</summary>
    public const string Tuple = StructFunctions.Tuple;

    /// <summary>The name under which the parser calls <c>negative(a)</c>, which prints otherwise than <c>-a</c> does.</summary>
    public const string NegativeByName = "(negative)";

    /// <summary>Name and one line about each function, in name order.</summary>
    public IEnumerable<(string Name, string Documentation)> Documentation =>
        scalars.Where(entry => !entry.Key.StartsWith('(')).Select(entry => (entry.Key, entry.Value.Documentation))
            .Concat(aggregates.Where(entry => !entry.Key.StartsWith('(')).Select(entry => (entry.Key, entry.Value.Documentation)))
            .Concat(generators.Select(entry => (entry.Key, entry.Value.Documentation)))
            .Concat(CastFunctions.Select(entry => (entry.Key, $"A cast to {entry.Value.Sql}.")))
            .Concat(WindowFunctions.Documentation)
            .Concat(OfTheAnalyzer)
            .OrderBy(entry => entry.Item1, StringComparer.Ordinal);

    // The analyzer makes operators of these.
    private static readonly (string Name, string Documentation)[] OfTheAnalyzer =
    [
        ("grouping", "Whether a column of a grouping set is left out of the row's group."),
        ("grouping_id", "The columns that are left out of the row's group, as bits."),
        ("session_window", "The session that a time belongs to: it ends when nothing comes for the gap."),
        ("window", "The tumbling or sliding time windows that hold a time."),
        ("window_time", "The last moment of a time window."),
    ];

    /// <summary>All aggregate functions by name.</summary>
    public IReadOnlyDictionary<string, AggregateFunction> Aggregates => aggregates;

    public bool Knows(string name) =>
        name.ToLowerInvariant() is var key && (scalars.ContainsKey(key) || aggregates.ContainsKey(key) || generators.ContainsKey(key) || CastFunction(key) is not null || WindowFunctions.IsDefined(key)
            || OfTheAnalyzer.Any(entry => entry.Name == key));

    /// <summary>How the lambdas of a higher-order function are typed; null for other functions.</summary>
    public LambdaTypes? LambdasOf(string name) => scalars.TryGetValue(name.ToLowerInvariant(), out ScalarFunction? function) ? function.Lambdas : null;

    /// <summary>Types a call over resolved arguments.</summary>
    /// <param name="filter">SQL's FILTER condition; only aggregates take one.</param>
    /// <returns>A call, an aggregate, a generator, a time window or a cast; null where no function has that name.</returns>
    /// <exception cref="SparkException">The number or types of the arguments do not fit.</exception>
    public ResolvedExpression? TryResolve(string name, Seq<ResolvedExpression> arguments, bool isDistinct, ResolvedExpression? filter)
    {
        string key = name.ToLowerInvariant();
        if (key == "window")
        {
            return TimeWindowFunction.Resolve(arguments);
        }

        if (key == "session_window")
        {
            return SessionWindowFunction.Resolve(arguments);
        }

        if (CastFunction(key) is { } type && arguments.Count == 1)
        {
            return CastRules.Checked(new CastExpression(arguments[0], type, IsImplicit: true));
        }

        if (aggregates.TryGetValue(key, out AggregateFunction? aggregate))
        {
            (Seq<ResolvedExpression> typed, ResultType result) = aggregate.TypeRule(key, arguments);
            return new AggregateCall(aggregate, typed, result, isDistinct, filter);
        }

        if (filter is not null || (isDistinct && (scalars.ContainsKey(key) || generators.ContainsKey(key))))
        {
            return scalars.ContainsKey(key) || generators.ContainsKey(key)
                ? throw Analysis.AnalysisErrors.UnsupportedSyntax(key, isDistinct)
                : null;
        }

        if (key == Tuple)
        {
            (Seq<ResolvedExpression> fields, ResultType structure) = StructFunctions.TupleFunction.TypeRule(key, arguments);
            return new FunctionCall(StructFunctions.TupleFunction, fields, structure);
        }

        if (scalars.TryGetValue(key, out ScalarFunction? scalar))
        {
            (Seq<ResolvedExpression> typed, ResultType result) = scalar.TypeRule(key, arguments);
            return new FunctionCall(scalar, typed, result);
        }

        return generators.TryGetValue(key, out GeneratorFunction? generator)
            ? new GeneratorCall(generator, arguments, generator.OutputsOf(key, arguments), key.EndsWith("_outer", StringComparison.Ordinal))
            : null;
    }

    /// <summary>A field of a struct, an element of an array (from 0), the value of a map's key, or a field of every struct in an array.</summary>
    /// <exception cref="SparkException">FIELD_NOT_FOUND, or INVALID_EXTRACT_BASE_FIELD_TYPE.</exception>
    public ResolvedExpression Extract(ResolvedExpression child, ResolvedExpression extraction) => ExtractFunctions.Resolve(child, extraction);

    private static DataType? CastFunction(string name) => CastFunctions.GetValueOrDefault(name);

    private static readonly FrozenDictionary<string, DataType> CastFunctions = new Dictionary<string, DataType>
    {
        ["boolean"] = new BooleanType(),
        ["tinyint"] = new ByteType(),
        ["smallint"] = new ShortType(),
        ["int"] = new IntegerType(),
        ["bigint"] = new LongType(),
        ["float"] = new FloatType(),
        ["double"] = new DoubleType(),
        ["decimal"] = new DecimalType(10, 0),
        ["string"] = new StringType(),
        ["binary"] = new BinaryType(),
        ["date"] = new DateType(),
        ["timestamp"] = new TimestampType(),
    }.ToFrozenDictionary();
}
