using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.EntityFrameworkCore.Tests.Databases;
using QuantumAttributes.Testing;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

public sealed class SqliteIdempotencyStoreTests() : DatabaseIdempotencyStoreTests(DatabaseKind.Sqlite);

public sealed class PostgreSqlIdempotencyStoreTests() : DatabaseIdempotencyStoreTests(DatabaseKind.PostgreSql);

public abstract class DatabaseIdempotencyStoreTests(DatabaseKind kind) : IdempotencyStoreContract
{
    private readonly AesSealer _sealer = new();
    private TestDatabase _database = null!;

    public override async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync(kind);

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Given_ARequestWhoseProcessEnded_When_ItComesAgainAfterTheLongestRun_Expect_ThatItMayHaveRunAndNeverThatItRuns()
    {
        await Open().BeginAsync(Use());

        Clock.Advance(EntityFrameworkIdempotencyStore.LongestRun - TimeSpan.FromMilliseconds(1));
        Assert.Equal(IdempotencyVerdict.Running, await VerdictAsync(Open(), Use()));
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(IdempotencyVerdict.MayHaveRun, await VerdictAsync(Open(), Use()));
    }

    [Fact]
    public async Task Given_ARequestThatRunsForVeryLong_When_ItEnds_Expect_ItsAnswerKept()
    {
        await Open().BeginAsync(Use());
        Clock.Advance(2 * EntityFrameworkIdempotencyStore.LongestRun);

        await Open().KeepAsync(Use(), Answer("done"));

        Assert.Equal(IdempotencyVerdict.Answered, await VerdictAsync(Open(), Use()));
    }

    [Theory]
    [InlineData(24 * 60)]
    [InlineData(1)]
    public async Task Given_AnAnswer_When_SweptAfterItsRetention_Expect_ItKeptForTheGraceAndThenGone(int minutes)
    {
        IdempotencyOptions options = Defaults with { Retention = TimeSpan.FromMinutes(minutes) };
        await RunAsync(Open(options), Use(), "done");

        await SweepAfterAsync(options.Retention + DatabaseSweeper.Grace);
        Assert.Equal(IdempotencyVerdict.Answered, await VerdictAsync(Open(options), Use()));
        await SweepAfterAsync(TimeSpan.FromMilliseconds(1));
        Assert.Equal(IdempotencyVerdict.Run, await VerdictAsync(Open(options), Use()));
    }

    [Fact]
    public async Task Given_ARunningRequest_When_SweptAfterAShortRetention_Expect_ItKept()
    {
        IdempotencyOptions options = Defaults with { Retention = TimeSpan.FromMinutes(1) };
        await Open(options).BeginAsync(Use());

        await SweepAfterAsync(options.Retention + DatabaseSweeper.Grace + TimeSpan.FromMilliseconds(1));

        Assert.Equal(IdempotencyVerdict.Running, await VerdictAsync(Open(options), Use()));
    }

    // The first attempt may have gone to a server that did not have the database yet, or to a table that somebody emptied.
    [Theory]
    [InlineData(300, 0, IdempotencyVerdict.MayHaveRun)]
    [InlineData(301, 0, IdempotencyVerdict.Run)]
    [InlineData(3600, 3600 - 301, IdempotencyVerdict.Run)]
    [InlineData(3600, 3600 - 300, IdempotencyVerdict.MayHaveRun)]
    public async Task Given_ADatabaseOfSomeAge_When_AnUnknownRequestIsSentAgain_Expect_ItToRunOnlyIfTheFirstCameAfterwards(
        int upSeconds, int age, IdempotencyVerdict expected)
    {
        await Open().BeginAsync(Use("the first"));
        Clock.Advance(TimeSpan.FromSeconds(upSeconds));

        Assert.Equal(expected, await VerdictAsync(Open(), Use() with { Age = TimeSpan.FromSeconds(age), FirstSentHere = false }));
    }

    [Fact]
    public async Task Given_ATableThatWasEmptied_When_ARequestIsSentAgain_Expect_ThatItMayHaveRun()
    {
        IIdempotencyStore store = Open();
        await RunAsync(store, Use(), "done");
        Clock.Advance(TimeSpan.FromHours(1));
        await _database.ExecuteAsync("DELETE FROM quantum_idempotency");

        Assert.Equal(IdempotencyVerdict.MayHaveRun, await VerdictAsync(store, Use() with { Age = TimeSpan.FromMinutes(1) }));
        Assert.Equal(IdempotencyVerdict.MayHaveRun, await VerdictAsync(store, Use() with { Age = TimeSpan.FromMinutes(1) }));
    }

    [Theory]
    [InlineData("sealed = (SELECT sealed FROM quantum_idempotency AS other WHERE other.mark <> quantum_idempotency.mark AND state = 1)")]
    [InlineData("state = 7")]
    [InlineData("state = 2")]
    public async Task Given_ARowThatSomebodyChanged_When_ItsRequestComesAgain_Expect_NeitherAnAnswerNorARun(string change)
    {
        await RunAsync(Open(), Use(), "for Alice");
        await RunAsync(Open(), Use() with { Identity = Bob }, "for Bob");

        await _database.ExecuteAsync($"UPDATE quantum_idempotency SET {change} WHERE owner = {Literal(Alice.ToArray())}");

        Assert.Equal(IdempotencyVerdict.MayHaveRun, await VerdictAsync(Open(), Use()));
    }

    [Fact]
    public async Task Given_RequestsAndAnswers_When_TheTableIsRead_Expect_NeitherInIt()
    {
        await RunAsync(Open(), Use("an-operation"), "the answer");
        await using var connection = _database.Connect();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT sealed FROM quantum_idempotency WHERE owner = {Literal(Alice.ToArray())}";

        byte[] kept = (byte[])(await command.ExecuteScalarAsync())!;

        Assert.Equal(-1, kept.AsSpan().IndexOf("the answer"u8));
        Assert.Equal(-1, kept.AsSpan().IndexOf(Use().Fingerprint.Span));
    }

    protected override IIdempotencyStore Open(IdempotencyOptions? options = null) =>
        new EntityFrameworkIdempotencyStore(_database.Contexts(), new IdempotencySharing(options ?? Defaults, _sealer), Clock);

    private string Literal(byte[] bytes) =>
        kind == DatabaseKind.Sqlite ? $"x'{Convert.ToHexString(bytes)}'" : $"decode('{Convert.ToHexString(bytes)}', 'hex')";

    private async Task SweepAfterAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await new DatabaseSweeper(_database.Contexts(), Clock).SweepAsync();
    }
}
