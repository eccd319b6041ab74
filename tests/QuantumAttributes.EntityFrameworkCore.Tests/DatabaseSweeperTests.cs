using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using QuantumAttributes.Channels;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.Storage;
using QuantumAttributes.Cryptography;
using QuantumAttributes.EntityFrameworkCore.Tests.Databases;
using QuantumAttributes.Testing;

namespace QuantumAttributes.EntityFrameworkCore.Tests;

public sealed class DatabaseSweeperTests
{
    private static readonly string[] _tables =
        ["quantum_channels", "quantum_channel_marks", "quantum_handshakes", "quantum_nonces", "quantum_documents"];

    private readonly ManualTime _clock = new();

    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_RowsOfEveryTable_When_TheyHaveEnded_Expect_EachKeptForTheGraceAndThenGone(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        var sweeper = new DatabaseSweeper(database.Contexts(), _clock);
        await FillAsync(database, TimeSpan.FromSeconds(60));

        _clock.Advance(TimeSpan.FromSeconds(60) + DatabaseSweeper.Grace);
        await sweeper.SweepAsync();
        Assert.All(await CountAsync(database), static count => Assert.Equal(1, count));

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await sweeper.SweepAsync();
        Assert.All(await CountAsync(database), static count => Assert.Equal(0, count));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Given_ARemovedChannel_When_Looked_Expect_ItsSecretsGoneAtOnce(DatabaseKind kind)
    {
        await using TestDatabase database = await TestDatabase.CreateAsync(kind);
        ChannelId id = await FillAsync(database, TimeSpan.FromSeconds(60));

        await new EntityFrameworkChannelStore(database.Contexts(), _clock).RemoveAsync(id, default);

        Assert.Equal(0, await ScalarAsync(database, "SELECT MAX(LENGTH(sealed)) FROM quantum_channels"));
    }

    private async Task<ChannelId> FillAsync(TestDatabase database, TimeSpan life)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        var channel = new StoredChannel
        {
            Id = new ChannelId(RandomNumberGenerator.GetBytes(ChannelId.Size)),
            Origin = "https://bank.example",
            Suite = 1,
            Opened = now,
            ProvisionalEnds = now.AddSeconds(10),
            Ends = now + life,
            MaxFramePlaintext = 1,
            Sealed = new byte[1],
        };
        var channels = new EntityFrameworkChannelStore(database.Contexts(), _clock);
        ChannelCaps caps = new(1, 1, 1, 1, 1);
        Assert.Equal(ChannelAdmission.Admitted, await channels.TryAddAsync(channel, caps, default));
        Assert.Equal(ChannelAdmission.Admitted, await channels.TryConfirmAsync(channel.Id, caps, default));
        Assert.Equal(ChannelMark.Marked, await channels.TryMarkAsync(channel.Id, 1, default));
        Assert.True(await channels.TryMarkHandshakeAsync(new byte[32], now + life, default));
        Assert.Equal(
            NonceResult.Added, await new EntityFrameworkNonceStore(database.Contexts(), _clock).TryAddAsync(default(KeyThumbprint), new byte[16], now + life));
        Assert.True(await new EntityFrameworkDiscoveryStore(database.Contexts()).TryAddAsync(
            new StoredDocument("https://bank.example", 1, new byte[32], "jws", now + life), default));
        return channel.Id;
    }

    private static async Task<long[]> CountAsync(TestDatabase database)
    {
        var counts = new List<long>();
        foreach (string table in _tables)
            counts.Add(await ScalarAsync(database, $"SELECT COUNT(*) FROM {table}"));
        return [.. counts];
    }

    private static async Task<long> ScalarAsync(TestDatabase database, string sql)
    {
        await using DbConnection connection = database.Connect();
        await connection.OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
