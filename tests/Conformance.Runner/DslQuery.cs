using System.Reflection;
using Grader.Engine;
using Grader.Plans;
using Grader.Plans.Logical;
using Microsoft.Spark.Hosting;
using Microsoft.Spark.Sql;

namespace Grader.Conformance.Runner;

/// <summary>A query given as a C# expression over a stream <c>s</c>.</summary>
public static class DslQuery
{
    private const string ClassName = "RecordedQuery";

    /// <summary>A program around the expression.</summary>
    public static string Source(string expression) =>
        $$"""
        using Microsoft.Spark.Sql;
        using Microsoft.Spark.Sql.Types;
        using static Grader.Conformance.Runner.DslHelpers;
        using static Microsoft.Spark.Sql.Functions;

        public static class {{ClassName}}
        {
            public static DataFrame Of(SparkSession spark, DataFrame s) => {{expression}};

            public static void Main() { }
        }
        """;

    /// <exception cref="SparkException">Spark's error of a call in the expression.</exception>
    internal static LogicalPlan Build(string expression, string schema, string folder, EngineSession session)
    {
        SessionClientHost.Client = new EngineClient(session, source => source, _ => throw new NotSupportedException("an expression starts no query"));
        MethodInfo query = ProgramCompiler.Load([Source(expression)]).GetType(ClassName)!.GetMethod("Of")!;
        try
        {
            DataFrame stream = SparkSession.Active().ReadStream().Schema(schema).Json(folder);
            return ((DataFrame)query.Invoke(null, [SparkSession.Active(), stream])!).Plan;
        }
        catch (TargetInvocationException e) when (e.InnerException?.Data[SparkCall.ErrorKey] is SparkError error)
        {
            throw new SparkException(error, e.InnerException);
        }
    }
}
