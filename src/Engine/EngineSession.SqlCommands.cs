using System.Diagnostics;
using Grader.Engine.Analysis;
using Grader.Engine.Catalog;
using Grader.Engine.Sql.Syntax;
using Grader.Plans;
using Grader.Plans.Logical;
using Grader.Plans.Session;
using Grader.Plans.Types;

namespace Grader.Engine;

/// <content>Statements of SQL that do something: they run when their text is analyzed, and answer with rows.</content>
public sealed partial class EngineSession
{
    private static readonly LocalRelation Nothing = new(StructType.Empty, []);

    private LocalRelation Run(SqlCommand command)
    {
        switch (command)
        {
            case SetCommand(null, _):
                return Settings(conf.Changed);
            case SetCommand({ } key, null):
                return Settings([new(key, conf.Get(key) ?? "<undefined>")]);
            case SetCommand({ } key, { } value):
                conf.Set(key, value, SettingSource.Program);
                return Settings([new(key, value)]);
            case ResetCommand(null):
                conf.Reset();
                return Nothing;
            case ResetCommand({ } key):
                conf.Reset(key);
                return Nothing;
            case CreateViewCommand view:
                CreateTempView(view.Name, view.Query, view.Replaces, view.IsGlobal);
                return Nothing;
            case CreateTableCommand create:
                Create(create);
                return Nothing;
            case DropCommand drop:
                Drop(drop);
                return Nothing;
            case InsertCommand insert:
                Execute(new WriteOperation(
                    insert.Query, null, SaveTarget.InsertInto, insert.Table, insert.Overwrites ? SaveMode.Overwrite : SaveMode.Append, [], [], null, [], []));
                return Nothing;
            case ListCommand list:
                return Selected(catalogQueries.Run(list.Query), list);
            case CatalogSqlCommand { IfExists: true } action when catalog.Find(action.Name!) is null:
                return Nothing;
            case CatalogSqlCommand action:
                Execute(action.Action, action.Name ?? "");
                return Nothing;
            default:
                throw new UnreachableException(command.GetType().Name);
        }
    }

    private static LocalRelation Settings(IEnumerable<Setting> settings) => new(
        new StructType([new StructField("key", new StringType(), false), new StructField("value", new StringType(), false)]),
        settings.Select(setting => Seq.Create<object?>([setting.Key, setting.Value])).ToSeq());

    private void Create(CreateTableCommand create)
    {
        if (create.IfNotExists && catalog.Table(create.Table.Name) is not null)
        {
            return;
        }

        if (create.Query is null)
        {
            saves.Create(create.Table, FilesAt, create.Partitioning);
            return;
        }

        Seq<Setting> options = create.Table.Path is { } path ? [.. create.Table.Options, new("path", path)] : create.Table.Options;
        Execute(new WriteOperation(create.Query, create.Table.Source, SaveTarget.Table, create.Table.Name, SaveMode.ErrorIfExists, options, create.Partitioning, null, [], []));
    }

    /// <summary>As in Spark, DROP TABLE drops a temporary view of that name too.</summary>
    private void Drop(DropCommand drop)
    {
        bool isDropped = ColumnNames.Parse(drop.Name) switch
        {
            [var view] when catalog.DropView(view, isGlobal: false) => true,
            [var database, var view] when SessionCatalog.IsGlobal(database) => catalog.DropView(view, isGlobal: true),
            _ => !drop.IsView && saves.DropTable(drop.Name),
        };
        if (!isDropped && !drop.IfExists)
        {
            throw AnalysisErrors.TableNotFound(drop.Name);
        }
    }

    private static LocalRelation Selected(LocalRelation rows, ListCommand list)
    {
        (int Index, StructField Field)[] columns = [.. list.Columns.Select(column =>
        {
            int index = IndexOf(rows.Schema, column.Key);
            StructField field = rows.Schema.Fields[index];
            return (index, field.DataType is ArrayType ? new StructField(column.Value, new StringType(), false) : field with { Name = column.Value });
        })];
        int temporary = IndexOf(rows.Schema, "isTemporary");
        return new LocalRelation(
            new StructType(columns.Select(column => column.Field).ToSeq()),
            rows.Rows.Where(row => !list.OnlyTemporary || row[temporary] is true)
                .Select(row => columns.Select(column => row[column.Index] is Seq<object?> parts ? string.Join('.', parts) : row[column.Index]).ToSeq()).ToSeq());
    }

    /// <summary>-1 where there is none.</summary>
    private static int IndexOf(StructType schema, string name) => schema.Fields.Select(field => field.Name).ToList().IndexOf(name);
}
