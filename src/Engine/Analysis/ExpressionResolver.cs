using System.Diagnostics;
using System.Runtime.CompilerServices;
using Grader.Engine.Expressions;
using Grader.Engine.Expressions.Functions;
using Grader.Engine.Sql;
using Grader.Engine.Sql.Syntax;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <summary>Binds names in expressions to attributes and calls to functions.</summary>
/// <param name="frame">The analyzed plan of a DataFrame by its id, for <c>df["c"]</c>; null where it was never analyzed.</param>
/// <param name="analyze">Analyzes the query of a sub-query.</param>
internal sealed partial class ExpressionResolver(AnalysisContext context, Func<long, ResolvedPlan?> frame, Func<LogicalPlan, ResolvedPlan> analyze)
{
    /// <summary>Deeper expressions are refused: .NET cannot catch a stack overflow.</summary>
    private const int MaxDepth = 1000;

    /// <summary>What only <c>partitionedBy</c> takes (Spark's PartitionTransform).</summary>
    private static readonly HashSet<string> PartitionTransforms = ["years", "months", "days", "hours", "bucket"];

    // The query around the one whose expressions are resolved; null where there is none.
    private OuterNames? outer;

    /// <summary>The columns of frames that the operator under analysis takes.</summary>
    public List<FrameColumn> FrameColumns { get; set; } = [];

    public ResolvedExpression Resolve(Expression expression, Scope scope) => Resolve(expression, scope, 0);

    /// <summary>
    /// Resolves one entry of a select list: stars give several entries, the others one that is an attribute, a named expression or a
    /// generator under its names (see <see cref="SelectItem"/>).
    /// </summary>
    public IEnumerable<SelectItem> ResolveItems(Expression expression, Scope scope)
    {
        Expression parsed = Parsed(expression);
        return parsed is UnresolvedStar star
            ? ExpandStar(star, scope).Select(e => SelectItem.Of(e, e is NamedExpression n ? n.Name : ((AttributeReference)e).Name))
            : parsed is UnresolvedRegex regex ? Matching(regex, scope).Select(a => SelectItem.Of(a, a.Name))
            : [ResolveItem(parsed, scope)];
    }

    private SelectItem ResolveItem(Expression expression, Scope scope)
    {
        if (expression is Alias alias)
        {
            return new SelectItem(Resolve(alias.Child, scope), alias.Names, IsAliased: true) { Origin = expression.Origin };
        }

        ResolvedExpression resolved = Resolve(expression, scope);
        return SelectItem.Of(resolved, NameOf(expression, resolved)) with { Origin = expression.Origin };
    }

    /// <summary>The generated name of a column (Spark's Column.named and ResolveAliases).</summary>
    private static string NameOf(Expression expression, ResolvedExpression resolved) => (expression, resolved) switch
    {
        (_, AttributeReference attribute) => attribute.Name,
        (_, TimeWindow) => "window",
        (_, SessionWindow) => "session_window",
        (UnresolvedAttribute attribute, _) => ColumnNames.Parse(attribute.Name)[^1],
        // A cast of a column keeps the column's name.
        (Cast { Child: UnresolvedAttribute attribute }, _) => ColumnNames.Parse(attribute.Name)[^1],
        (Cast { Child: Alias { Names: [var name] } }, _) => name,
        (Cast { Child: Cast inner }, CastExpression { Child: var child }) when !(NameOf(inner, child) is var name && name == PrettySql.Of(child)) => name,
        (UpdateFields update, _) => NameOf(update),
        (UnresolvedFunction { Arguments: [UnresolvedAttribute attribute] }, CastExpression) => ColumnNames.Parse(attribute.Name)[^1],
        _ => PrettySql.Of(resolved),
    };

    /// <summary>SQL text becomes the expression that it says.</summary>
    public static Expression Parsed(Expression expression) => expression switch
    {
        ExpressionString text => Parsed(SqlParser.ParseExpression(text.Text)),
        Alias alias when Parsed(alias.Child) is var child && !ReferenceEquals(child, alias.Child) => alias with { Child = child },
        _ => expression,
    };

    private ResolvedExpression Resolve(Expression expression, Scope scope, int depth)
    {
        if (depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw AnalysisErrors.TooDeep("expression");
        }

        ResolvedExpression resolved = expression switch
        {
            Literal literal => new Constant(PlanValues.ToDatum(literal.Value, literal.Type), literal.Type),
            UnresolvedAttribute attribute => Attribute(attribute, scope),
            ExpressionString => Resolve(Parsed(expression), scope, depth + 1),
            // A name inside of an expression says nothing.
            Alias alias => Resolve(alias.Child, scope, depth + 1),
            Cast cast => CastTo(cast, Resolve(cast.Child, scope, depth + 1)),
            SortOrder order => new SortKey(Resolve(order.Child, scope, depth + 1),
                order.Direction == SortDirection.Descending, order.NullOrdering == NullOrdering.NullsLast),
            UnresolvedExtractValue extract => context.Functions.Extract(
                Resolve(extract.Child, scope, depth + 1), Resolve(extract.Extraction, scope, depth + 1)),
            UnresolvedFunction call => Function(call, scope, depth),
            CommonInlineUserDefinedFunction function => UserDefined(
                new UserDefinedFunction(function.FunctionName, function.FunctionId, function.ReturnType, function.IsDeterministic),
                function.Arguments.Select(argument => Resolve(argument, scope, depth + 1)).ToSeq(), scope),
            OrdinalReference ordinal => scope.Attributes[ordinal.Index],
            WindowExpression window => Window(window, scope, depth),
            NamedWindowExpression named => throw AnalysisErrors.MissingWindow(named.Window),
            IgnoreNulls ignoring => WindowFunctions.IsDefined(ignoring.Function.Name)
                ? Function(ignoring.Function, scope, depth)
                : Function(ignoring.Function with { Arguments = [.. ignoring.Function.Arguments, new Literal(true, new BooleanType())] }, scope, depth),
            ScalarSubquery subquery => Scalar(subquery, scope),
            ExistsSubquery subquery => Exists(subquery, scope),
            InSubquery subquery => In(subquery, scope, depth),
            UnresolvedNamedLambdaVariable variable => Variable(variable.Name, scope)
                ?? throw AnalysisErrors.UnresolvedColumn(variable.Name, scope.Variables),
            UpdateFields update => Update(update, scope, depth),
            UnresolvedRegex => throw SparkException.Analysis("INVALID_USAGE_OF_STAR_OR_REGEX",
                "[INVALID_USAGE_OF_STAR_OR_REGEX] Invalid usage of regular expression in expression."),
            UnresolvedStar => throw SparkException.Analysis("INVALID_USAGE_OF_STAR_OR_REGEX",
                "[INVALID_USAGE_OF_STAR_OR_REGEX] Invalid usage of '*' in expression."),
            LambdaFunction => throw AnalysisErrors.Unsupported("A lambda outside of a higher-order function"),
            _ => throw AnalysisErrors.Unsupported(expression.GetType().Name),
        };
        return resolved.Origin.IsKnown || !expression.Origin.IsKnown ? resolved : resolved with { Origin = expression.Origin };
    }

    private ResolvedExpression Attribute(UnresolvedAttribute attribute, Scope scope)
    {
        Seq<string> parts = ColumnNames.Parse(attribute.Name);
        if (attribute.PlanId is long id && frame(id) is ResolvedPlan owner)
        {
            // df["c"] is the attribute as it was in that frame: it does not gain what later operators say about it (a watermark).
            var (own, ownFields) = new Scope(owner.Output).Find(attribute.Name, parts)
                ?? throw AnalysisErrors.UnresolvedColumn(attribute.Name, owner.Output);
            FrameColumns.Add(new FrameColumn(id, owner.Output.TakeWhile(a => a.Id != own.Id).Count(), own));
            return Fields(own, ownFields);
        }

        if (parts.Count == 1 && Variable(parts[0], scope) is AttributeReference variable)
        {
            return variable;
        }

        if (parts.Count > 1 && Variable(parts[0], scope) is AttributeReference structVariable)
        {
            return Fields(structVariable, parts.Skip(1));
        }

        if (scope.Find(attribute.Name, parts) is var (found, fields))
        {
            return Fields(found, fields);
        }

        if (LateralAlias(parts, scope) is LateralAliasReference lateral)
        {
            return Fields(lateral, parts.Skip(1));
        }

        return outer?.Find(attribute.Name, parts) is var (reference, outerFields)
            ? Fields(reference, outerFields)
            : throw AnalysisErrors.UnresolvedColumn(attribute.Name, scope.Attributes);
    }

    private static LateralAliasReference? LateralAlias(Seq<string> parts, Scope scope)
    {
        List<(string Name, ResolvedExpression Value)> found = [.. scope.LateralAliases.Where(a => ColumnNames.Same(a.Name, parts[0]))];
        return found.Count > 1 ? throw AnalysisErrors.AmbiguousLateralAlias(parts[0], found.Count)
            : found.Count == 1 ? new LateralAliasReference(found[0].Name, found[0].Value) : null;
    }

    private ResolvedExpression Fields(ResolvedExpression attribute, IEnumerable<string> fields) =>
        fields.Aggregate(attribute, (child, field) => context.Functions.Extract(child, new Constant(Datum.Of(field), new StringType())));

    private static AttributeReference? Variable(string name, Scope scope) =>
        scope.Variables.LastOrDefault(v => ColumnNames.Same(v.Name, name)) is { } named ? AttributeReference.LambdaVariable(named.Type, named.Nullable, 0) with { Id = named.Id } : null;

    private static ResolvedExpression CastTo(Cast cast, ResolvedExpression child)
    {
        DataType type = cast.Type ?? SqlParser.ParseDataType(cast.TypeText ?? throw new UnreachableException("A cast without a type"));
        return CastRules.Checked(new CastExpression(child, type, IsImplicit: false, cast.IsTry));
    }

    private ResolvedExpression Function(UnresolvedFunction call, Scope scope, int depth)
    {
        if (call.Arguments.Any(a => a is LambdaFunction))
        {
            return HigherOrder(call, scope, depth);
        }

        if (scope.AggregateInput is Scope input && Aggregate(call, input, depth) is AggregateCall aggregate)
        {
            return aggregate;
        }

        Seq<ResolvedExpression> arguments = Arguments(call, scope, depth);
        ResolvedExpression? filter = call.Filter is null ? null : Resolve(call.Filter, scope, depth + 1);
        if (context.FindFunction(call.Name) is { } function)
        {
            return filter is not null || call.IsDistinct ? throw AnalysisErrors.UnsupportedSyntax(call.Name, call.IsDistinct) : UserDefined(function, arguments, scope);
        }

        if (WindowFunctions.TryResolve(call.Name, arguments, ignoresNulls: false) is WindowFunctionCall windowed)
        {
            throw AnalysisErrors.WindowWithoutOver(windowed);
        }

        if (call.Name.ToLowerInvariant() is "grouping" or "grouping_id")
        {
            return new GroupingCall(call.Name.ToLowerInvariant(), arguments);
        }

        if (arguments is [var window] && ColumnNames.Same(call.Name, "window_time"))
        {
            return TimeWindowing.TimeOf(window);
        }

        if (arguments.Any(a => a.Contains<AggregateCall>())
            && context.Functions.TryResolve(call.Name, arguments, call.IsDistinct, filter) is AggregateCall)
        {
            throw AnalysisErrors.NestedAggregate();
        }

        return context.Functions.TryResolve(call.Name, arguments, call.IsDistinct, filter)
            ?? throw (PartitionTransforms.Contains(call.Name) ? AnalysisErrors.TransformOutsidePartitioning(call) : AnalysisErrors.UnresolvedRoutine(call.Name));
    }

    private static UserDefinedCall UserDefined(UserDefinedFunction function, Seq<ResolvedExpression> arguments, Scope scope) =>
        scope.Variables.IsEmpty ? new UserDefinedCall(function, arguments) : throw AnalysisErrors.UserDefinedInLambda(function.Name);

    /// <summary>The other arguments first: they tell the types of the lambdas' parameters.</summary>
    private ResolvedExpression HigherOrder(UnresolvedFunction call, Scope scope, int depth)
    {
        if (context.Functions.LambdasOf(call.Name) is not { } lambdaTypes)
        {
            throw context.Functions.Knows(call.Name)
                ? SparkException.Analysis("INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION",
                    $"[INVALID_LAMBDA_FUNCTION_CALL.NON_HIGHER_ORDER_FUNCTION] Invalid lambda function call. A lambda function should only be used in a higher order function. However, its class is {call.Name}, which is not a higher order function.")
                : AnalysisErrors.UnresolvedRoutine(call.Name);
        }

        var arguments = new ResolvedExpression?[call.Arguments.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = call.Arguments[i] is LambdaFunction ? null : Resolve(call.Arguments[i], scope, depth + 1);
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            if (call.Arguments[i] is LambdaFunction lambda)
            {
                arguments[i] = BoundLambda(lambda, lambdaTypes(arguments, i, lambda.Parameters.Count), scope, depth);
            }
        }

        return context.Functions.TryResolve(call.Name, arguments.Select(argument => argument!).ToSeq(), call.IsDistinct, filter: null)
            ?? throw AnalysisErrors.UnresolvedRoutine(call.Name);
    }

    private Lambda BoundLambda(LambdaFunction lambda, IReadOnlyList<ResultType>? types, Scope scope, int depth)
    {
        if (types is null || types.Count != lambda.Parameters.Count)
        {
            throw SparkException.Analysis("INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH",
                $"[INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH] Invalid lambda function call. A higher order function expects {types?.Count ?? 0} arguments, but got {lambda.Parameters.Count}.");
        }

        if (lambda.Parameters.Distinct(StringComparer.OrdinalIgnoreCase).Count() != lambda.Parameters.Count)
        {
            throw SparkException.Analysis("INVALID_LAMBDA_FUNCTION_CALL.DUPLICATE_ARG_NAMES",
                $"[INVALID_LAMBDA_FUNCTION_CALL.DUPLICATE_ARG_NAMES] Invalid lambda function call. The lambda function has duplicate arguments {string.Join(", ", lambda.Parameters.Select(name => $"`{name}`"))}. Please, consider to rename the argument names or set \"spark.sql.caseSensitive\" to \"true\".");
        }

        int enclosing = scope.Variables.Length;
        AttributeReference[] variables = [.. types.Select((type, i) => AttributeReference.LambdaVariable(type.Type, type.Nullable, enclosing + i))];
        Scope inner = scope with { Variables = [.. scope.Variables, .. variables.Zip(lambda.Parameters, (variable, name) => variable with { Name = name })] };
        return new Lambda(variables.ToSeq(), Resolve(lambda.Body, inner, depth + 1));
    }

    private Seq<ResolvedExpression> Arguments(UnresolvedFunction call, Scope scope, int depth)
    {
        bool isCount = ColumnNames.Same(call.Name, "count");
        return call.Arguments.SelectMany(argument => argument switch
        {
            // count(*) counts rows.
            UnresolvedStar { Target: null } when isCount => [new Constant(Datum.Of(1L), new IntegerType())],
            UnresolvedStar star => ExpandStar(star, scope),
            _ => (IEnumerable<ResolvedExpression>)[Argument(call.Name, argument, scope, depth)],
        }).ToSeq();
    }

    private AggregateCall? Aggregate(UnresolvedFunction call, Scope input, int depth)
    {
        try
        {
            return Function(call, input, depth) as AggregateCall;
        }
        catch (SparkException)
        {
            // Not over the aggregate's input: then it is over its output, and the error, if any, is that one's.
            return null;
        }
    }

    /// <summary>Arguments of <c>struct</c> keep their names, which become those of its fields.</summary>
    private ResolvedExpression Argument(string function, Expression argument, Scope scope, int depth)
    {
        ResolvedExpression resolved = Resolve(argument, scope, depth + 1);
        return (ColumnNames.Same(function, "struct") || function == FunctionRegistry.Tuple) && Parsed(argument) is var parsed
            ? parsed switch
            {
                Alias { Names: [var name] } => new NamedExpression(resolved, name, context.Ids.Next()),
                UnresolvedAttribute when resolved is not AttributeReference => new NamedExpression(resolved, NameOf(parsed, resolved), context.Ids.Next()),
                _ => resolved,
            }
            : resolved;
    }

    private IEnumerable<ResolvedExpression> ExpandStar(UnresolvedStar star, Scope scope)
    {
        if (star.Target is null)
        {
            return scope.Attributes;
        }

        Seq<string> parts = ColumnNames.Parse(star.Target);
        List<AttributeReference> qualified = [.. scope.Attributes.Where(a => a.Qualifier.Count > 0 && ColumnNames.Same(a.Qualifier[^1], parts[^1]))];
        if (qualified.Count > 0)
        {
            return qualified;
        }

        if (scope.Find(star.Target, parts) is var (attribute, fields)
            && Fields(attribute, fields) is { Type: StructType type } target)
        {
            return type.Fields.Select(f => new NamedExpression(Fields(target, [f.Name]), f.Name, context.Ids.Next()));
        }

        throw AnalysisErrors.StarNotExpandable(star.Target, scope.Attributes);
    }
}
