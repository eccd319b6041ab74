using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using QuantumAttributes.Integration.Tests.Support;

namespace QuantumAttributes.Integration.Tests.Bodies;

/// <summary>Answers that the application writes through the pipe, alone and in turns with the stream.</summary>
public class PipeAnswerTests
{
    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 10)]
    [InlineData(true, 20_000)]
    [InlineData(true, 100_000)]
    [InlineData(false, 10)]
    [InlineData(false, 100_000)]
    public async Task Given_AnAnswerThroughPipeAndStream_When_Read_Expect_ItsBytesInTheirOrder(bool started, int size)
    {
        byte[] first = RandomNumberGenerator.GetBytes(size), second = RandomNumberGenerator.GetBytes(7), third = RandomNumberGenerator.GetBytes(size);
        await using QuantumServer server = await QuantumServer.StartAsync(app => app.MapGet("/pipe", [QuantumChannel] async (HttpContext context) =>
        {
            if (started)
                await context.Response.StartAsync();
            PipeWriter writer = context.Response.BodyWriter;
            first.CopyTo(writer.GetMemory(size));
            writer.Advance(size);
            await writer.FlushAsync();
            await context.Response.Body.WriteAsync(second);
            _ = writer.GetMemory();
            await writer.WriteAsync(third);
        }));
        using HttpClient client = server.CreateClient();

        byte[] answer = await client.GetByteArrayAsync("/pipe");

        Assert.Equal([.. first, .. second, .. third], answer);
    }

    [Fact]
    public async Task Given_AnAnswerInJson_When_Read_Expect_AllOfIt()
    {
        string[] lines = [.. Enumerable.Range(0, 20_000).Select(i => $"line {i}")];
        await using QuantumServer server = await QuantumServer.StartAsync(app =>
            app.MapGet("/json", [QuantumChannel] (HttpContext context) => context.Response.WriteAsJsonAsync(lines)));
        using HttpClient client = server.CreateClient();

        Assert.Equal(lines, System.Text.Json.JsonSerializer.Deserialize<string[]>(await client.GetStringAsync("/json"))!);
    }
}
