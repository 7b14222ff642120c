using Grader.Engine.Expressions;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Expressions;
using Grader.Plans.Types;

namespace Grader.Engine.Analysis;

/// <content>Fields of structs that are set or dropped (Spark's UpdateFields), and columns by a pattern of their names.</content>
internal sealed partial class ExpressionResolver
{
    private ResolvedExpression Update(UpdateFields update, Scope scope, int depth)
    {
        ResolvedExpression child = Resolve(update.Child, scope, depth + 1);
        ResolvedExpression? value = update.Value is null ? null : Resolve(update.Value, scope, depth + 1);
        return WithField(child, ColumnNames.Parse(update.FieldName), value);
    }

    /// <param name="value">Null to drop the field.</param>
    private ResolvedExpression WithField(ResolvedExpression child, Seq<string> path, ResolvedExpression? value)
    {
        if (child.Type is not StructType type)
        {
            throw SparkException.Analysis("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE",
                $"[DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE] Cannot resolve \"update_fields({PrettySql.Of(child)})\" due to data type mismatch: "
                + $"Parameter 1 requires the \"STRUCT\" type, however \"{PrettySql.Of(child)}\" has the type \"{child.Type.Sql}\".");
        }

        bool isThere = type.Fields.Any(field => ColumnNames.Same(field.Name, path[0]));
        ResolvedExpression? changed = value;
        if (path.Count > 1)
        {
            if (!isThere && value is null)
            {
                return child;
            }

            changed = WithField(Field(child, path[0]), path.Skip(1).ToSeq(), value);
        }

        List<(string Name, ResolvedExpression Value)> fields = [];
        foreach (StructField field in type.Fields)
        {
            if (!ColumnNames.Same(field.Name, path[0]))
            {
                fields.Add((field.Name, Field(child, field.Name)));
            }
            else if (changed is not null)
            {
                fields.Add((path[0], changed));
            }
        }

        if (!isThere && changed is not null)
        {
            fields.Add((path[0], changed));
        }

        if (fields.Count == 0)
        {
            throw SparkException.Analysis("DATATYPE_MISMATCH.CANNOT_DROP_ALL_FIELDS",
                $"[DATATYPE_MISMATCH.CANNOT_DROP_ALL_FIELDS] Cannot resolve \"update_fields({PrettySql.Of(child)}, dropfield())\" due to data type mismatch: Cannot drop all fields in struct.");
        }

        ResolvedExpression made = Call("named_struct", fields.SelectMany(field => new[] { new Constant(Datum.Of(field.Name), new StringType()), field.Value }));
        return child.Nullable ? Call("if", [Call("isnull", [child]), new Constant(Datum.Null, new NullType()), made]) : made;
    }

    private ResolvedExpression Field(ResolvedExpression child, string name) =>
        context.Functions.Extract(child, new Constant(Datum.Of(name), new StringType()));

    private ResolvedExpression Call(string name, IEnumerable<ResolvedExpression> arguments) =>
        context.Functions.TryResolve(name, arguments.ToSeq(), isDistinct: false, filter: null)!;

    /// <summary>The name that Spark gives to a changed struct.</summary>
    private static string NameOf(UpdateFields update) =>
        $"update_fields({ExpressionText.Pretty(update.Child)}, {(update.Value is null ? "dropfield()" : $"WithField({ExpressionText.Pretty(update.Value)})")})";

    /// <summary>Columns whose whole name the pattern matches, in any case (Spark's UnresolvedRegex).</summary>
    private IEnumerable<AttributeReference> Matching(UnresolvedRegex regex, Scope scope)
    {
        var pattern = JavaRegex.Create($"(?i)^(?:{regex.Pattern})$", "colRegex");
        IEnumerable<AttributeReference> columns = regex.PlanId is long id && frame(id) is ResolvedPlan owner ? owner.Output : scope.Attributes;
        return columns.Where(column => (regex.Table is null || (column.Qualifier.Count > 0 && ColumnNames.Same(column.Qualifier[^1], regex.Table))) && pattern.IsMatch(column.Name));
    }
}
