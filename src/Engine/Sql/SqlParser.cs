using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Logical;
using Grader.Plans.Types;

namespace Grader.Engine.Sql;

/// <summary>Spark SQL text to unresolved plans and expressions. Throws nothing but <see cref="SparkException"/>.</summary>
public static class SqlParser
{
    /// <summary>One expression with an optional alias, as <c>expr</c> and <c>selectExpr</c> take it.</summary>
    public static Expression ParseExpression(string text)
    {
        var parser = new QueryParser(text);
        Expression expression = parser.SelectItem();
        parser.ExpectEnd();
        return expression;
    }

    /// <summary>A query: <c>SELECT …</c>, <c>VALUES …</c>, <c>WITH …</c> and set operations of them.</summary>
    public static LogicalPlan ParseQuery(string text)
    {
        var parser = new QueryParser(text);
        LogicalPlan plan = parser.Statement();
        parser.SkipSemicolons();
        parser.ExpectEnd();
        return plan;
    }

    /// <summary>A type by its SQL name, for example <c>array&lt;struct&lt;a:int&gt;&gt;</c>.</summary>
    public static DataType ParseDataType(string text)
    {
        var parser = new QueryParser(text);
        DataType type = parser.Type();
        parser.ExpectEnd();
        return type;
    }

    /// <summary>Columns as DDL: <c>a STRING, b DOUBLE NOT NULL COMMENT 'x'</c>; also <c>struct&lt;…&gt;</c>.</summary>
    public static StructType ParseSchema(string ddl)
    {
        var parser = new QueryParser(ddl);
        StructType schema = parser.StartsWith("struct", "<")
            ? (StructType)parser.Type()
            : new StructType(parser.Columns().ToSeq());
        parser.ExpectEnd();
        return schema;
    }

    /// <summary>A delay or window size: <c>10 seconds</c>, <c>INTERVAL 1 minute 30 seconds</c>.</summary>
    public static CalendarInterval ParseInterval(string text) => IntervalParser.Parse(text);

    /// <summary>Parts of a dotted column name; back-quotes keep dots in a part.</summary>
    public static Seq<string> ParseColumnName(string name)
    {
        List<string> parts = [];
        int position = 0;
        while (true)
        {
            if (position < name.Length && name[position] == '`')
            {
                int end = position;
                var part = new System.Text.StringBuilder();
                while (true)
                {
                    end = name.IndexOf('`', end + 1);
                    if (end < 0)
                    {
                        throw Malformed(name);
                    }

                    if (end + 1 < name.Length && name[end + 1] == '`')
                    {
                        end++;
                        continue;
                    }

                    break;
                }

                part.Append(name.AsSpan(position + 1, end - position - 1));
                parts.Add(part.Replace("``", "`").ToString());
                position = end + 1;
            }
            else
            {
                int dot = name.IndexOf('.', position);
                int end = dot < 0 ? name.Length : dot;
                string part = name[position..end];
                if (part.Contains('`', StringComparison.Ordinal) || (part.Length == 0 && name.Length > 0))
                {
                    throw Malformed(name);
                }

                parts.Add(part);
                position = end;
            }

            if (position == name.Length)
            {
                return parts.ToSeq();
            }

            if (name[position] != '.')
            {
                throw Malformed(name);
            }

            position++;
        }
    }

    private static SparkException Malformed(string name) =>
        SparkException.Analysis("_LEGACY_ERROR_TEMP_1049", $"syntax error in attribute name: {name}.");
}
