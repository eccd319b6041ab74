using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using QuantumAttributes.Channels.Hubs;
using QuantumAttributes.Channels.Tests.Support;

namespace QuantumAttributes.Channels.Tests.Hubs;

/// <summary>The bytes of a hub protocol through a connection, and what somebody in between can do to them.</summary>
public sealed class HubTransportTests : IDisposable
{
    private readonly HubTestServer _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(16 * 1024)]
    [InlineData((16 * 1024) + 1)]
    [InlineData(65_536)]
    [InlineData(1_000_000)]
    public async Task Given_BytesEitherWay_When_Read_Expect_TheSame(int size)
    {
        using HubEnds ends = await _server.ConnectAsync();
        byte[] bytes = RandomNumberGenerator.GetBytes(size);

        foreach ((HubTransport from, HubTransport to) in ((HubTransport, HubTransport)[])[(ends.Client, ends.Server), (ends.Server, ends.Client)])
        {
            Task<byte[]> reading = to.Input.ReadBytesAsync(size);
            await from.Output.WriteAsync(bytes);
            Assert.Equal(bytes, await reading);
        }
    }

    [Fact]
    public async Task Given_SeveralWrites_When_FlushedOnce_Expect_OneRecord()
    {
        using HubEnds ends = await _server.ConnectAsync();

        for (int i = 0; i < 3; i++)
        {
            "abc"u8.CopyTo(ends.Client.Output.GetSpan(3));
            ends.Client.Output.Advance(3);
        }

        await ends.Client.Output.FlushAsync();

        byte[] wire = await ends.Wire.Server.Input.ReadAllAsync();
        Assert.Equal(4 + 1 + 9 + 16, wire.Length);
        Assert.Equal([0, 0, 0, 1 + 9 + 16], wire[..4]);
    }

    [Fact]
    public async Task Given_NobodyReads_When_MoreIsWritten_Expect_TheWriterToWait()
    {
        using HubEnds ends = await _server.ConnectAsync();
        int written = 0;
        Task<FlushResult> flush = Task.FromResult(default(FlushResult));
        while (flush.IsCompleted && written < 1000)
        {
            flush = ends.Client.Output.WriteAsync(new byte[1000]).AsTask();
            written++;
        }

        Assert.InRange(written, 50, 70); // the connection's 64 kB, and nothing of ours beside

        Task<byte[]> reading = ends.Server.Input.ReadBytesAsync(1000 * written);
        await flush.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1000 * written, (await reading).Length);
    }

    [Fact]
    public async Task Given_TheClientCloses_When_TheServerReads_Expect_WhatCameBefore_AndTheEnd()
    {
        using HubEnds ends = await _server.ConnectAsync();
        await ends.Client.Output.WriteAsync("last words"u8.ToArray());
        await ends.Client.Output.CompleteAsync();

        ReadResult result = await ends.Server.Input.ReadAtLeastAsync(11);

        Assert.True(result.IsCompleted);
        Assert.Equal("last words", Encoding.ASCII.GetString(result.Buffer));
    }

    [Fact]
    public async Task Given_TheConnectionIsCut_When_TheServerReads_Expect_WhatCameBefore_AndInterrupted()
    {
        using HubEnds ends = await _server.ConnectAsync();
        await ends.Client.Output.WriteAsync("last words"u8.ToArray());
        await ends.Wire.Client.Output.CompleteAsync();

        Assert.Equal("last words"u8.ToArray(), await ends.Server.Input.ReadBytesAsync(10));
        ChannelException e = await Assert.ThrowsAsync<ChannelException>(() => ends.Server.Input.ReadPatientlyAsync());

        Assert.Equal(ChannelFailure.Interrupted, e.Failure);
        Assert.True(ends.Channel.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Given_ARecordThatIsCutShort_When_TheServerReads_Expect_Interrupted()
    {
        using HubEnds ends = await _server.ConnectAsync();
        byte[] record = await RecordAsync(ends, "cut short");
        await ends.Wire.Client.Output.WriteAsync(record.AsMemory(0, record.Length - 1));
        await ends.Wire.Client.Output.CompleteAsync();

        Assert.Equal(ChannelFailure.Interrupted, (await Assert.ThrowsAsync<ChannelException>(() => ends.Server.Input.ReadPatientlyAsync())).Failure);
    }

    [Fact]
    public async Task Given_ARecord_When_AnyBitOfItIsFlipped_Expect_NothingOfItToBeRead()
    {
        int length;
        using (HubEnds model = await _server.ConnectAsync())
            length = (await RecordAsync(model, "x")).Length;
        for (int bit = 0; bit < 8 * length; bit++)
        {
            using HubEnds ends = await _server.ConnectAsync();
            byte[] record = await RecordAsync(ends, "x");
            record[bit / 8] ^= (byte)(1 << (bit % 8));
            await ends.Wire.Client.Output.WriteAsync(record);
            await ends.Wire.Client.Output.CompleteAsync(); // a longer length waits for what does not come
            await Assert.ThrowsAsync<ChannelException>(() => ends.Server.Input.ReadPatientlyAsync());
        }
    }

    [Fact]
    public async Task Given_ARecord_When_ItComesTwice_Expect_ItOnce_AndNotAuthentic()
    {
        using HubEnds ends = await _server.ConnectAsync();
        byte[] record = await RecordAsync(ends, "pay 10");
        await ends.Wire.Client.Output.WriteAsync((byte[])[.. record, .. record]);

        Assert.Equal("pay 10"u8.ToArray(), await ends.Server.Input.ReadBytesAsync(6));
        await ShouldFailAsync(ends);
    }

    [Fact]
    public async Task Given_TwoRecords_When_TheFirstIsLeftOut_Expect_NotAuthentic()
    {
        using HubEnds ends = await _server.ConnectAsync();
        await RecordAsync(ends, "first");
        await ends.Wire.Client.Output.WriteAsync(await RecordAsync(ends, "second"));

        await ShouldFailAsync(ends);
    }

    [Fact]
    public async Task Given_TwoRecords_When_TheyChangePlaces_Expect_NotAuthentic()
    {
        using HubEnds ends = await _server.ConnectAsync();
        byte[] first = await RecordAsync(ends, "first");
        byte[] second = await RecordAsync(ends, "second");
        await ends.Wire.Client.Output.WriteAsync((byte[])[.. second, .. first]);

        await ShouldFailAsync(ends);
    }

    [Fact]
    public async Task Given_ARecordOfAnotherConnection_When_ItIsPutIn_Expect_NotAuthentic_AndTheOtherToGoOn()
    {
        using HubEnds ends = await _server.ConnectAsync(TestServer.Alice);
        using HubEnds other = await _server.ConnectAsync(TestServer.Alice);
        byte[] record = await RecordAsync(other, "of the other");
        await ends.Wire.Client.Output.WriteAsync(record);

        await ShouldFailAsync(ends);
        await other.Wire.Client.Output.WriteAsync(record);
        Assert.Equal("of the other"u8.ToArray(), await other.Server.Input.ReadBytesAsync(12));
    }

    [Fact]
    public async Task Given_ARecordOfTheServer_When_ItIsSentBackToIt_Expect_NotAuthentic()
    {
        using HubEnds ends = await _server.ConnectAsync();
        await ends.Server.Output.WriteAsync("for you"u8.ToArray());
        await ends.Wire.Client.Output.WriteAsync(await ends.Wire.Client.Input.ReadAllAsync());

        await ShouldFailAsync(ends);
    }

    [Fact]
    public async Task Given_ARead_When_Cancelled_Expect_ACancelledResult_AndTheNextReadToWork()
    {
        using HubEnds ends = await _server.ConnectAsync();
        ValueTask<ReadResult> reading = ends.Server.Input.ReadAsync();

        ends.Server.Input.CancelPendingRead();
        ReadResult cancelled = await reading;
        ends.Server.Input.AdvanceTo(cancelled.Buffer.Start, cancelled.Buffer.End);
        await ends.Client.Output.WriteAsync("still here"u8.ToArray());

        Assert.True(cancelled.IsCanceled);
        Assert.Equal("still here"u8.ToArray(), await ends.Server.Input.ReadBytesAsync(10));
    }

    [Fact]
    public async Task Given_KeysThatAreWiped_When_SomebodyStillWrites_Expect_NothingOnTheWire()
    {
        HubEnds ends = await _server.ConnectAsync();
        ends.Server.Dispose();

        FlushResult result = await ends.Server.Output.WriteAsync("too late"u8.ToArray());

        Assert.True(result.IsCompleted);
        await ends.Wire.Server.Output.CompleteAsync();
        Assert.Empty(await ends.Wire.Client.Input.ReadAllAsync());
        ends.Dispose();
    }

    // What the client's next record is, taken off the wire before the server sees it.
    private static async Task<byte[]> RecordAsync(HubEnds ends, string text)
    {
        await ends.Client.Output.WriteAsync(Encoding.ASCII.GetBytes(text));
        return await ends.Wire.Server.Input.ReadAllAsync();
    }

    private static async Task ShouldFailAsync(HubEnds ends)
    {
        ChannelException e = await Assert.ThrowsAsync<ChannelException>(() => ends.Server.Input.ReadPatientlyAsync());
        Assert.Equal(ChannelFailure.NotAuthentic, e.Failure);
        Assert.True(ends.Channel.Ended.IsCancellationRequested);
        await Assert.ThrowsAsync<ChannelException>(() => ends.Server.Input.ReadPatientlyAsync()); // and stays so
    }
}
