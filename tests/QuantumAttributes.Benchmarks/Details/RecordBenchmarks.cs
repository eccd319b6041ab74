using BenchmarkDotNet.Attributes;
using QuantumAttributes.Benchmarks.Channels;
using QuantumAttributes.Channels.Client;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Channels.Server;

namespace QuantumAttributes.Benchmarks.Details;

/// <summary>The heads of a request and its answer in a channel, at both ends, without a network.</summary>
public class RecordBenchmarks : IDisposable
{
    private const int MostRequests = 1 << 19; // half of what a channel carries

    private static readonly RequestHead _head = new("GET", "/accounts/4711", HasBody: false);

    private readonly LocalServer _server = new();
    private ClientChannel? _channel;
    private int _requests;

    /// <summary>A request is sealed and given up.</summary>
    [Benchmark]
    public async Task Seal()
    {
        using SealedRequest request = await SealAsync();
    }

    /// <summary>The server opens it besides.</summary>
    [Benchmark]
    public async Task SealAndOpen()
    {
        using SealedRequest request = await SealAsync();
        using OpenedRequest opened = await OpenAsync(request);
    }

    /// <summary>The server answers, and the client opens the answer.</summary>
    [Benchmark]
    public async Task SealOpenAndAnswer()
    {
        using SealedRequest request = await SealAsync();
        using OpenedRequest opened = await OpenAsync(request);
        var headers = new ProtectedHeaders();
        headers.Add("content-type", "application/json");
        (string field, FrameSealer body) = opened.SealResponse(200, headers);
        using (body)
        {
            OpenedResponse response = request.OpenResponse(field, 200) ?? throw new InvalidOperationException("The answer is not authentic.");
            response.Body.Dispose();
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _channel?.Dispose();
        _server.Dispose();
        GC.SuppressFinalize(this);
    }

    private async ValueTask<SealedRequest> SealAsync()
    {
        if (_channel is not { IsUsable: true } || ++_requests % MostRequests == 0)
        {
            _channel?.Dispose();
            _channel = _server.Open();
        }

        var headers = new ProtectedHeaders();
        headers.Add("accept", "application/json");
        return await _channel.SealAsync(_head, headers, default) ?? throw new InvalidOperationException("The channel has ended.");
    }

    private async ValueTask<OpenedRequest> OpenAsync(SealedRequest request)
    {
        RecordResult result = await _server.Channels.OpenAsync(request.Field.ToString(), _head, default);
        return result.Request ?? throw new InvalidOperationException($"The record is {result.Outcome}.");
    }
}
