using Grader.Engine;
using Grader.Plans;
using Grader.Plans.Logical;

namespace Grader.Conformance.Runner;

/// <summary>A query given as a C# expression over a stream <c>s</c>.</summary>
public static class DslQuery
{
    /// <summary>The helpers that recorded expressions call beside the API.</summary>
    private const string Helpers =
        """
        using System.Runtime.CompilerServices;
        using Microsoft.Spark.Sql;
        using Microsoft.Spark.Sql.Types;

        internal static class DslHelpers
        {
            /// <summary>The second value; what the first one's call did stays done.</summary>
            public static TSecond Second<TFirst, TSecond>(TFirst first, TSecond second) => second;

            /// <summary>A table in the plan: tuples of whole numbers and texts.</summary>
            public static DataFrame Static(string schema, params ITuple[] rows) => SparkSession.Active().CreateDataFrame(
                rows.Select(row => new GenericRow(Enumerable.Range(0, row.Length).Select(i => row[i]!).ToArray())),
                new StructType(schema.Split(',').Select(column => column.Trim().Split(' ')).Select(column => new StructField(column[0], TypeOf(column[1])))));

            public static DataFrame Shown(DataFrame frame)
            {
                frame.Show();
                return frame;
            }

            public static DataFrame Counted(DataFrame frame)
            {
                frame.Count();
                return frame;
            }

            private static DataType TypeOf(string name) => name switch
            {
                "STRING" => new StringType(),
                "INT" => new IntegerType(),
                _ => throw new ArgumentException($"a column of type {name} in a table"),
            };
        }
        """;

    /// <summary>A program around the expression, which starts its query.</summary>
    /// <param name="schema">The stream's, as DDL.</param>
    public static Dictionary<string, string> Program(string expression, string schema, string folder) => new()
    {
        ["DslHelpers.cs"] = Helpers,
        ["Program.cs"] =
            $"""
            using Microsoft.Spark.Sql;
            using Microsoft.Spark.Sql.Types;
            using static DslHelpers;
            using static Microsoft.Spark.Sql.Functions;

            SparkSession spark = SparkSession.Builder().GetOrCreate();
            DataFrame s = spark.ReadStream().Schema("{schema}").Json("{folder}");
            DataFrame query = {expression};
            query.WriteStream().Format("console").Start();
            """,
    };

    /// <exception cref="SparkException">Spark's error of a call in the expression.</exception>
    internal static LogicalPlan Build(string expression, string schema, string folder, EngineSession session, ProgramWorker worker) =>
        worker.Capture(Program(expression, schema, folder), session, source => source).Input;
}
