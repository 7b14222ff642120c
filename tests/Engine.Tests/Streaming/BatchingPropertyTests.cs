namespace Grader.Engine.Tests.Streaming;

/// <summary>How rows are dealt out over files and batches does not matter where it must not.</summary>
public sealed class BatchingPropertyTests
{
    private const int Cases = 40;

    [Theory]
    [InlineData("windows")]
    [InlineData("sessions")]
    public void Any_cut_of_the_same_rows_into_batches_ends_in_the_same_complete_table(string kind)
    {
        for (int seed = 1; seed <= Cases; seed++)
        {
            var random = new Random(seed);
            StreamRow[][] batches = StreamRows.Batches(random, 8, keys: 3, numbers: 10);

            // Complete mode takes late windows; sessions know what is late in every mode, hence the delay.
            StreamQuery query = kind == "windows" ? StreamQuery.Windows("complete", "0 seconds") : StreamQuery.Sessions("complete", "1 hour");
            HashSet<string> tables = [.. new[] { batches, [[.. batches.SelectMany(b => b)]], StreamRows.CutAgain(random, batches), StreamRows.CutAgain(random, batches) }
                .Select(cut => string.Join('\n', Run(query, cut).Batches.Values.Last()))];
            Assert.True(tables.Count == 1, $"Seed {seed}:\n{string.Join("\n\n", tables)}");
        }
    }

    [Theory]
    [InlineData("windows")]
    [InlineData("sessions")]
    [InlineData("chained")]
    [InlineData("deduplication")]
    public void The_order_of_a_batchs_rows_and_their_files_changes_nothing(string kind)
    {
        StreamQuery query = kind switch
        {
            "windows" => StreamQuery.Windows("update", "5 seconds"),
            "sessions" => StreamQuery.Sessions("append", "5 seconds"),
            "chained" => StreamQuery.ChainedWindows("5 seconds"),
            _ => StreamQuery.Deduplication("5 seconds", "t", "k", "v"),
        };
        for (int seed = 1; seed <= Cases; seed++)
        {
            var random = new Random(seed);
            StreamRow[][] batches = StreamRows.Batches(random, 6, keys: 2, numbers: 2);
            var inOneFile = new StreamWorld(query, oneFileAtATime: false);
            var dealtOut = new StreamWorld(query, oneFileAtATime: false);
            foreach (StreamRow[] batch in batches)
            {
                inOneFile.AddFile("s", batch.Select(row => row.Event));
                StreamRow[] shuffled = [.. batch];
                random.Shuffle(shuffled);
                int size = random.Next(1, 4);
                foreach (StreamRow[] part in shuffled.Length == 0 ? [[]] : shuffled.Chunk(size))
                {
                    dealtOut.AddFile("s", part.Select(row => row.Event));
                }

                inOneFile.RunToIdle();
                dealtOut.RunToIdle();
            }

            Assert.True(inOneFile.Batches.Keys.SequenceEqual(dealtOut.Batches.Keys), $"Seed {seed}: other batches");
            Assert.All(inOneFile.Batches, batch => Assert.True(batch.Value.SequenceEqual(dealtOut.Batches[batch.Key]), $"Seed {seed}, batch {batch.Key}"));
        }
    }

    private static StreamWorld Run(StreamQuery query, StreamRow[][] batches)
    {
        var world = new StreamWorld(query);
        foreach (StreamRow[] batch in batches)
        {
            world.AddFile("s", batch.Select(row => row.Event));
        }

        return world.RunToIdle();
    }
}
