namespace QuantumAttributes.Keys.Tests;

public sealed class FirstNameTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("quantum-names-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Given_ANameThatIsFree_When_Given_Expect_TheFileUnderIt()
    {
        FirstName.Give(Write("file", "first"), At("name"));

        Assert.Equal("first", File.ReadAllText(At("name")));
    }

    [Fact]
    public void Given_ANameThatIsTaken_When_Given_Expect_IOExceptionAndTheFirstFileUnderIt()
    {
        FirstName.Give(Write("file", "first"), At("name"));

        Assert.Throws<IOException>(() => FirstName.Give(Write("other", "second"), At("name")));
        Assert.Equal("first", File.ReadAllText(At("name")));
    }

    // Many rounds: in one alone, two seldom meet between looking and naming.
    [Fact]
    public async Task Given_EightThreads_When_TheyWantOneName_Expect_OneWinnerEachRound()
    {
        const int Threads = 8, Rounds = 300;
        int[] winners = new int[Rounds];
        using var barrier = new Barrier(Threads);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                string file = Write($"file-{thread}", "");
                for (int round = 0; round < Rounds; round++)
                {
                    barrier.SignalAndWait();
                    if (TryGive(File.Exists(file) ? file : Write($"file-{thread}", ""), At($"name-{round}")))
                        Interlocked.Increment(ref winners[round]);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(winners, count => Assert.Equal(1, count));
    }

    private static bool TryGive(string file, string path)
    {
        try
        {
            FirstName.Give(file, path);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string At(string name) => Path.Combine(_directory, name);

    private string Write(string name, string contents)
    {
        File.WriteAllText(At(name), contents);
        return At(name);
    }
}
