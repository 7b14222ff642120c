using Grader.Plans.Session;
using Grader.Replay;

namespace Grader.Tests.Replay;

public sealed class EngineTurnTests
{
    private static readonly ProgramCallback Open = new OpenWriterCallback(1, 0, 0), Close = new CloseWriterCallback(1, null);

    [Fact]
    public void Work_stops_at_what_it_asks_and_goes_on_with_the_answer()
    {
        var answers = new List<SessionReply>();
        EngineTurn? turn = null;
        using (turn = new EngineTurn(() => answers.AddRange([turn!.Ask(Open), turn.Ask(Close)])))
        {
            turn.Start();
            Assert.Equal(Open, turn.Asked);
            turn.Answer(new BooleanReply(true));
            Assert.Equal(Close, turn.Asked);
            turn.Answer(new DoneReply());
            Assert.Null(turn.Asked);
        }

        Assert.Equal([new BooleanReply(true), new DoneReply()], answers);
    }

    [Fact]
    public void Work_that_is_given_up_ends_even_if_it_asks_again()
    {
        bool isOver = false;
        EngineTurn? turn = null;
        turn = new EngineTurn(() =>
        {
            try
            {
                turn!.Ask(Open);
            }
            finally
            {
                try
                {
                    turn!.Ask(Close);
                }
                finally
                {
                    isOver = true;
                }
            }
        });
        turn.Start();
        turn.Dispose();

        Assert.True(isOver);
    }

    [Fact]
    public void What_the_work_throws_comes_out_where_the_turn_was_taken()
    {
        EngineTurn? turn = null;
        using (turn = new EngineTurn(() =>
        {
            turn!.Ask(Open);
            throw new FormatException("x");
        }))
        {
            turn.Start();
            Assert.Throws<FormatException>(() => turn.Answer(new DoneReply()));
        }
    }
}
